package io.sojourn.mining.spectrum;

import io.sojourn.mining.flow.TextTable;
import io.sojourn.mining.flow.Wording;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A performance spectrum as a page of text for people. */
public final class SpectrumText {
    private static final double MICROS = 1e6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private SpectrumText() {}

    /** The page; each table has at most so many lines. */
    public static String of(Spectrum spectrum, int lines) {
        return head(spectrum) + "\nHow long it takes\n" + classes(spectrum) + fullest(spectrum, lines);
    }

    private static String head(Spectrum s) {
        long n = s.passages().size();
        StringBuilder text = new StringBuilder(s.segment() + "\n");
        text.append(Wording.share(Math.round(1000 * s.shareOfWait()), 1000)).append(" of all wait between events; ");
        text.append(Wording.count(n)).append(" times, in ");
        text.append(Wording.count(s.passages().caseCount())).append(" cases.\n");
        text.append("It takes ").append(Wording.duration(s.time().median())).append(" (median), ");
        text.append(Wording.duration(s.time().mean())).append(" on average; 90 % take at most ");
        text.append(Wording.duration(s.time().p90())).append(", the longest ");
        text.append(Wording.duration(s.time().max())).append(".\n");
        text.append(Wording.count(s.crossings().overtaken())).append(" (");
        text.append(Wording.share(s.crossings().overtaken(), n));
        text.append(") were overtaken by one that came later; ");
        text.append(Wording.count(s.crossings().pairs())).append(" pairs of lines cross.\n");
        if (s.negative() > 0) {
            text.append(Wording.count(s.negative())).append(" begin before the step before them is done.\n");
        }
        return text.toString();
    }

    private static TextTable classes(Spectrum s) {
        TextTable table = new TextTable(">share", ">times", ">less than", "");
        WaitClasses classes = s.byMedian();
        for (int k = 0; k < classes.size(); k++) {
            double upper = classes.upperMicros(k);
            table.row(
                    Wording.share(classes.count(k), s.passages().size()),
                    Wording.count(classes.count(k)),
                    Double.isFinite(upper) ? Wording.duration(upper / MICROS) : "",
                    classes.name(k));
        }
        return table;
    }

    private static String fullest(Spectrum s, int lines) {
        List<Bin> bins = s.bins();
        String unit = s.windows().width().plain();
        TextTable table = new TextTable(unit + " from", ">waiting then", ">came", ">left");
        IntStream.range(0, bins.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(w -> -bins.get(w).pending()))
                .limit(lines)
                .filter(w -> bins.get(w).pending() > 0)
                .sorted()
                .forEach(w -> table.row(
                        time(s.windows().localBegin(w)),
                        Wording.count(bins.get(w).pending()),
                        Wording.count(bins.get(w).started()),
                        Wording.count(bins.get(w).stopped())));
        return table.isEmpty()
                ? ""
                : "\nWhen most were waiting  (" + Wording.count(bins.size()) + " windows of one " + unit + ", "
                        + Wording.zone(s.windows().zone()) + ")\n" + table;
    }

    private static String time(LocalDateTime time) {
        return TIME.format(time);
    }
}
