package io.sojourn.mining.dots;

import io.sojourn.mining.flow.TextTable;
import io.sojourn.mining.flow.Wording;
import io.sojourn.mining.log.EventLog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;

/** What a dotted chart shows, as a page of text for people; the dots themselves are in the picture and in the document. */
public final class DotsText {
    private static final double MICROS = 1e6;

    private DotsText() {}

    /** The page. */
    public static String of(DottedChart chart) {
        String kept = chart.size() < chart.events()
                ? " " + Wording.count(chart.size()) + " of them are drawn, chosen evenly."
                : "";
        TextTable table = new TextTable(
                ">events",
                ">share",
                ">half of them within",
                DotOptions.word(chart.options().colour()));
        for (int k = 0; k < chart.colours().size(); k++) {
            DotColour colour = chart.colours().get(k);
            table.row(
                    Wording.count(colour.events()),
                    Wording.share(colour.events(), chart.events()),
                    middle(chart, k),
                    name(colour));
        }
        return Wording.count(chart.cases()) + " cases, " + Wording.count(chart.events()) + " events." + kept + "\n\n"
                + table;
    }

    /** A colour's name in words. */
    public static String name(DotColour colour) {
        if (colour.name() == null) {
            return Wording.count(colour.names()) + " others";
        }
        return colour.name().equals(EventLog.MISSING) ? "not named" : colour.name();
    }

    /** Between the quartiles of the places of a colour's dots. */
    private static String middle(DottedChart chart, int colour) {
        long[] places = IntStream.range(0, chart.size())
                .filter(i -> chart.colour(i) == colour)
                .mapToLong(chart::micros)
                .sorted()
                .toArray();
        if (places.length == 0) {
            return "-";
        }
        long low = places[(places.length - 1) / 4];
        long high = places[3 * (places.length - 1) / 4];
        return place(chart, low) + " to " + place(chart, high);
    }

    private static String place(DottedChart chart, long micros) {
        return switch (chart.options().axis()) {
            case TIME ->
                LocalDate.ofInstant(
                                Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                                chart.options().zone())
                        .toString();
            case CASE -> Wording.duration(micros / MICROS);
            case WEEK -> WeekTime.of(micros);
        };
    }
}
