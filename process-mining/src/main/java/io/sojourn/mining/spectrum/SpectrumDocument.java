package io.sojourn.mining.spectrum;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.event.Limits;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.statistics.Thinning;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A performance spectrum as the document of {@code sojourn spectrum --json}. Its keys and their order are part of the contract. */
public final class SpectrumDocument {
    private static final double MICROS = 1e6;

    private SpectrumDocument() {}

    /** The document; durations in seconds, times in ISO-8601, of more than {@link Limits#DRAWN_LINES} lines about so many. */
    public static ObjectNode of(Spectrum spectrum) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("from", spectrum.segment().from())
                .put("to", spectrum.segment().to());
        document.put("passages", spectrum.passages().size());
        document.put("cases", spectrum.passages().caseCount());
        document.put("share_of_wait", spectrum.shareOfWait());
        wait(document.putObject("wait_seconds"), spectrum.time());
        document.put("negative", spectrum.negative());
        document.put("crossings", spectrum.crossings().pairs());
        document.put("overtaken", spectrum.crossings().overtaken());
        classes(document.putArray("by_median"), spectrum.byMedian());
        classes(document.putArray("by_quartile"), spectrum.byQuartile());
        document.put("window", spectrum.windows().width().word());
        document.put("zone", Wording.zone(spectrum.windows().zone()));
        bins(document.putArray("windows"), spectrum);
        lines(document, spectrum);
        return document;
    }

    private static void wait(ObjectNode node, Distribution wait) {
        node.put("min", wait.min()).put("mean", wait.mean()).put("median", wait.median());
        node.put("p90", wait.p90()).put("max", wait.max());
    }

    private static void classes(ArrayNode array, WaitClasses classes) {
        for (int k = 0; k < classes.size(); k++) {
            ObjectNode node = array.addObject().put("class", classes.name(k));
            double upper = classes.upperMicros(k);
            if (Double.isFinite(upper)) {
                node.put("up_to_seconds", upper / MICROS);
            } else {
                node.putNull("up_to_seconds");
            }
            node.put("passages", classes.count(k));
        }
    }

    private static void bins(ArrayNode array, Spectrum spectrum) {
        for (int w = 0; w < spectrum.windows().size(); w++) {
            Bin bin = spectrum.bins().get(w);
            array.addObject()
                    .put("begin", time(spectrum.windows().begin(w)))
                    .put("pending", bin.pending())
                    .put("started", bin.started())
                    .put("stopped", bin.stopped());
        }
    }

    /** Each line: entered, left, class by the median, class by the quartiles. */
    private static void lines(ObjectNode document, Spectrum spectrum) {
        SegmentPassages passages = spectrum.passages();
        Thinning thinning = new Thinning(passages.size(), Limits.DRAWN_LINES);
        ArrayNode lines = document.putArray("lines");
        for (int i = 0; i < passages.size(); i++) {
            if (thinning.keeps(i)) {
                long wait = passages.left()[i] - passages.entered()[i];
                lines.addArray()
                        .add(time(passages.entered()[i]))
                        .add(time(passages.left()[i]))
                        .add(spectrum.byMedian().of(wait))
                        .add(spectrum.byQuartile().of(wait));
            }
        }
        document.put("lines_shown", lines.size());
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
