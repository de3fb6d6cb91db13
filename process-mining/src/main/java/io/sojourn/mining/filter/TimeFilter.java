package io.sojourn.mining.filter;

import io.sojourn.mining.log.Selection;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Cases by their first and last time, against a period from {@code from} to before {@code to}.
 *
 * @param from microseconds; null for the beginning of time
 * @param to microseconds; null for its end
 */
public record TimeFilter(Mode mode, Long from, Long to) implements Filter {
    /** How a case has to lie. */
    public enum Mode {
        /** Begins and ends in the period. */
        CONTAINED,
        /** Some of it may be outside. */
        INTERSECTING,
        /** Begins in the period. */
        STARTED,
        /** Ends in the period. */
        ENDED
    }

    static TimeFilter of(Term term) {
        String word = term.neededText("mode");
        Mode mode = Arrays.stream(Mode.values())
                .filter(m -> word(m).equals(word))
                .findFirst()
                .orElseThrow(() -> Term.wrong(
                        "time has no mode \"" + word + "\".",
                        "Maybe one of: "
                                + Arrays.stream(Mode.values())
                                        .map(TimeFilter::word)
                                        .collect(Collectors.joining(", "))
                                + "."));
        return new TimeFilter(mode, term.time("from"), term.time("to"));
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Term term() {
        return Term.of(
                "time",
                "mode",
                word(mode),
                "from",
                from == null ? null : Times.text(from),
                "to",
                to == null ? null : Times.text(to));
    }

    @Override
    public String condition(FilterSql sql) {
        return FilterSql.casesHaving(
                switch (mode) {
                    case CONTAINED -> from("min(time)") + " AND " + to("max(time)");
                    case INTERSECTING -> from("max(time)") + " AND " + to("min(time)");
                    case STARTED -> from("min(time)") + " AND " + to("min(time)");
                    case ENDED -> from("max(time)") + " AND " + to("max(time)");
                });
    }

    private String from(String sql) {
        return from == null ? "true" : sql + " >= " + Times.sql(from);
    }

    private String to(String sql) {
        return to == null ? "true" : sql + " < " + Times.sql(to);
    }

    @Override
    public long[] choose(Selection selection) {
        long begin = from == null ? Long.MIN_VALUE : from;
        long end = to == null ? Long.MAX_VALUE : to;
        return CaseTest.run(selection, () -> (block, c, i, j) -> {
            long first = block.times()[i];
            long last = block.times()[j - 1];
            return switch (mode) {
                case CONTAINED -> first >= begin && last < end;
                case INTERSECTING -> last >= begin && first < end;
                case STARTED -> first >= begin && first < end;
                case ENDED -> last >= begin && last < end;
            };
        });
    }
}
