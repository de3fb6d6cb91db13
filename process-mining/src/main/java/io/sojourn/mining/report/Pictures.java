package io.sojourn.mining.report;

import io.sojourn.mining.bottleneck.PlaceDetail;
import io.sojourn.mining.cascade.CascadeOptions;
import io.sojourn.mining.cascade.Cascades;
import io.sojourn.mining.dots.DotOptions;
import io.sojourn.mining.dots.DottedChart;
import io.sojourn.mining.draw.CascadeDrawing;
import io.sojourn.mining.draw.CumulativeFlowDrawing;
import io.sojourn.mining.draw.DotsDrawing;
import io.sojourn.mining.draw.MapDrawing;
import io.sojourn.mining.draw.SpectrumDrawing;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.map.MapMetric;
import io.sojourn.mining.map.MapOptions;
import io.sojourn.mining.map.ProcessMap;
import io.sojourn.mining.map.Sliders;
import io.sojourn.mining.spectrum.Spectrum;
import io.sojourn.mining.spectrum.SpectrumOptions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Draws the pictures of a report, each by the class that the command of its kind uses. */
final class Pictures {
    /** Activities of a map that is read at a glance, the most frequent ones. */
    private static final int MAP_ACTIVITIES = 30;
    /** Paths of a map, beside those that keep it connected. */
    private static final int MAP_PATHS = 45;

    private final ReportSubject subject;
    private final Selection log;
    private final ZoneId zone;

    Pictures(ReportSubject subject) {
        this.subject = subject;
        this.log = subject.log().all();
        this.zone = subject.options().waits().zone();
    }

    /** The process map, by how often and by how long. */
    PictureSection map() {
        return new PictureSection("map", "Process map", subject.log().cases() == 0 ? List.of() : maps());
    }

    private List<Picture> maps() {
        ProcessMap whole = ProcessMap.of(log, new MapOptions(subject.view(), null));
        ProcessMap shown = whole.simplified(new Sliders(
                percent(MAP_ACTIVITIES, whole.activities().size()),
                percent(MAP_PATHS, whole.paths().size())));
        String part = whole.paths().size() == shown.paths().size()
                ? ""
                : " The most frequent paths are shown, and those that connect every activity.";
        return List.of(
                new Picture(
                        "How often each activity is done and follows another one." + part,
                        MapDrawing.svg(shown, MapMetric.COUNT)),
                new Picture(
                        "Mean time from one activity to the next." + part,
                        MapDrawing.svg(shown, MapMetric.MEAN),
                        "The same map by time"));
    }

    private static int percent(int most, int all) {
        return all <= most ? 100 : 100 * most / all;
    }

    /** When it happens: the worst segment, its arrivals and departures, all cases, crowding that spreads. */
    PictureSection time() {
        List<Picture> pictures = new ArrayList<>();
        if (!subject.mined().flow().arcs().isEmpty()) {
            pictures.add(new Picture(
                    "Performance spectrum of the segment with the longest waits in all. A line is a case, from when it enters the"
                            + " segment to when it leaves it: steep lines are quick, flat ones slow, crossing ones overtake.",
                    SpectrumDrawing.svg(Spectrum.of(log, subject.view(), null, new SpectrumOptions(zone, null)))));
        }
        subject.bottlenecks().details().stream().limit(1).map(this::flow).forEach(pictures::add);
        if (subject.log().cases() > 0) {
            pictures.add(new Picture(
                    "Dotted chart: a row for each case, by its first event; a dot for each event.",
                    DotsDrawing.svg(DottedChart.of(
                            log,
                            subject.view(),
                            new DotOptions(
                                    DotOptions.Order.FIRST, DotOptions.Axis.TIME, DotOptions.Colour.ACTIVITY, zone)))));
        }
        cascades(pictures);
        return new PictureSection("time", "When it happens", pictures);
    }

    private Picture flow(PlaceDetail worst) {
        return new Picture(
                "Cumulative flow of the segment with the most waiting: all that came and all that left so far. The height between"
                        + " the lines is how many wait.",
                CumulativeFlowDrawing.svg(worst.segment().toString(), worst.flow(), zone));
    }

    private void cascades(List<Picture> pictures) {
        Cascades cascades =
                Cascades.of(log, subject.view(), CascadeOptions.defaults().withZone(zone));
        if (!cascades.cascades().isEmpty()) {
            pictures.add(new Picture(
                    "Crowding that spreads: times at which a segment is unusually full, and segments that fill up after it more"
                            + " often than by chance.",
                    CascadeDrawing.svg(cascades)));
        }
    }
}
