package io.sojourn.definition;

import io.sojourn.event.Limits;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time and percentages as written in a definition. */
final class Spans {
    /** Words of a limit that is not elapsed time; each also without its last s. */
    static final List<String> UNITS = List.of("calendar_days", "business_days", "working_hours", "working_minutes");

    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,8})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final long[] MICROS = {86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L, 1_000L};
    private static final Pattern COUNTED = Pattern.compile("(\\d{1,9}) +([a-z_]+)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}) ?%");
    private static final Map<String, Long> WORKING =
            Map.of("working_hours", 3_600_000_000L, "working_minutes", 60_000_000L);
    private static final String EXAMPLES = "Maybe write 30d, 72h, 15m, 30s, 500ms or 1d12h.";

    private Spans() {}

    /** Elapsed time in microseconds, more than zero: {@code 72h}, {@code 1d12h}. */
    static long positive(YamlValue value) {
        long micros = duration(value);
        if (micros == 0) {
            throw value.error(value.path() + " must be more than zero.", null);
        }
        return micros;
    }

    /** Elapsed time in microseconds. */
    static long duration(YamlValue value) {
        String text = value.text();
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            throw value.error(value.path() + " is " + Words.show(text) + ", which is no length of time.", EXAMPLES);
        }
        long sum = 0;
        for (int i = 0; i < MICROS.length; i++) {
            sum += m.group(i + 1) == null ? 0 : Long.parseLong(m.group(i + 1)) * MICROS[i];
        }
        // The digits of each part are limited so that the sum can't overflow.
        if (sum > Limits.MAX_TIME_MICROS) {
            throw value.error(value.path() + " is longer than 130 years: " + Words.show(text) + ".", null);
        }
        return sum;
    }

    /** A limit: elapsed time, or {@code 7 calendar_days}, {@code 2 business_days}, {@code 9 working_hours}. */
    static TimeLimit limit(YamlValue value) {
        String text = value.text();
        Matcher m = COUNTED.matcher(text);
        if (!m.matches()) {
            return new TimeLimit(text, TimeLimit.Unit.ELAPSED, positive(value));
        }
        String unit = m.group(2).endsWith("s") ? m.group(2) : m.group(2) + "s";
        long count = Long.parseLong(m.group(1));
        if (!UNITS.contains(unit)) {
            throw value.error("unknown unit " + Words.show(m.group(2)) + ".", Words.hint(unit, UNITS));
        }
        if (count == 0 || count > 100_000) {
            throw value.error(value.path() + " must be 1 to 100000 " + unit + ".", null);
        }
        return switch (unit) {
            case "calendar_days" -> new TimeLimit(text, TimeLimit.Unit.CALENDAR_DAYS, count);
            case "business_days" -> new TimeLimit(text, TimeLimit.Unit.BUSINESS_DAYS, count);
            default -> new TimeLimit(text, TimeLimit.Unit.WORKING, count * WORKING.get(unit));
        };
    }

    /** {@code 75%}, 1 to 100. */
    static int percent(YamlValue value) {
        Matcher m = PERCENT.matcher(value.text());
        int percent = m.matches() ? Integer.parseInt(m.group(1)) : 0;
        if (percent < 1 || percent > 100) {
            throw value.error(
                    value.path() + " is " + Words.show(value.text()) + ", not a whole percentage from 1% to 100%.",
                    "Maybe write 75%.");
        }
        return percent;
    }
}
