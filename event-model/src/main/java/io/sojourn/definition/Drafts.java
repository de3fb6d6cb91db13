package io.sojourn.definition;

import io.sojourn.definition.LogProfile.AttributeProfile;
import io.sojourn.event.Limits;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Drafts a definition for a log that has none: commented YAML, as a start for a real one. What it writes always
 * compiles, and equal profiles give equal text.
 */
public final class Drafts {
    private final StringBuilder out = new StringBuilder();

    private Drafts() {}

    public static String yaml(LogProfile profile) {
        Drafts draft = new Drafts();
        DraftColumns columns = new DraftColumns(profile);
        draft.head(profile);
        draft.attributes(columns);
        draft.cases(profile);
        draft.queues(new DraftQueues(profile.activities()));
        draft.rest(profile);
        return draft.out.toString();
    }

    private void head(LogProfile profile) {
        line("# Drafted from the log. Change what is wrong, add deadlines and measures; every key is explained in");
        line("# docs/reference/definition.md.");
        line("process: " + quote(name(profile.process())));
        line("timezone: " + zone(profile.zone()));
    }

    private void attributes(DraftColumns columns) {
        for (AttributeProfile a : columns.leftOut()) {
            line("# left out, because its name is taken or no column name: " + comment(a.original()));
        }
        if (!columns.attributes().isEmpty()) {
            line("");
            line("# Columns of the log beyond the standard ones.");
            line("attributes:");
        }
        for (AttributeProfile a : columns.attributes()) {
            String original = a.original().equals(a.column()) ? "" : "\"" + comment(a.original()) + "\" in the log, ";
            line("  " + quote(a.column()) + ": " + a.type().word() + "  # " + original + a.distinct()
                    + " different values");
        }
        for (String name : columns.notDimensions()) {
            line("# no dimension, because a table has a column of that name: " + name);
        }
        if (!columns.dimensions().isEmpty()) {
            line("");
            line("# Figures are split by these.");
            line("dimensions: ["
                    + String.join(
                            ", ",
                            columns.dimensions().stream().map(Drafts::quote).toList()) + "]");
        }
    }

    private void cases(LogProfile profile) {
        line("");
        line("# When a case is over: add close: with a condition, such as");
        line("# close: activity IN ('Closed', 'Cancelled')");
        line("# Until then silence closes it.");
        long closeAfter = Math.max(1_000, profile.closeAfterMicros());
        line("close_after: " + duration(Math.min(closeAfter, Limits.MAX_TIME_MICROS)));
        line("lateness: 1h");
    }

    private void queues(DraftQueues drafted) {
        line("");
        if (drafted.unwritable() > 0) {
            line("# " + drafted.unwritable()
                    + " activities have no queue: their names are empty, too long or not text.");
        }
        if (drafted.beyondLimit() > 0) {
            line("# " + drafted.beyondLimit() + " further activities have no queue: the draft has them for "
                    + DraftQueues.ACTIVITIES + ".");
        }
        List<DraftQueues.Queue> queues = drafted.queues();
        if (queues.isEmpty()) {
            return;
        }
        line("# Where cases wait. A scheduled activity has a queue before it, any other one behind it.");
        line("# Leaves come before enters on one event, so `leave: TRUE` is the next event of the case.");
        line("queues:");
        for (DraftQueues.Queue q : queues) {
            line("  " + quote(q.name()) + ":  # " + comment(q.comment()));
            line("    enter: " + quote(q.enter()));
            line("    leave: " + quote(q.leave()));
            if (q.perInstance()) {
                line("    per: instance");
            }
        }
    }

    private void rest(LogProfile profile) {
        line("");
        if (profile.hasTeam() || profile.hasResource()) {
            line("# Work passing from one to another.");
            line("handoffs: {between: " + (profile.hasTeam() ? "team" : "resource") + "}");
            line("");
        }
        line("# exceptions: {when: exception IS NOT NULL}");
        line("# slas:");
        line("#   answer: {start: activity = 'Asked', stop: activity = 'Answered', within: 72h}");
        line("");
        line("measures:");
        line("  events: {title: Events, count: \"TRUE\"}");
        line("  closed_cases: {title: Closed cases, per: case, count: \"TRUE\"}");
        line(
                "  first_pass: {title: Cases without a repeated activity, per: case, share: \"rework = 0\", of: \"events > 0\"}");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String name(String process) {
        String name = process.replaceAll("\\p{Cc}", " ").strip();
        int end = Math.min(name.length(), YamlValue.NAME_LENGTH);
        String cut = name.substring(0, end).replaceAll("\\p{Cs}", "?").strip();
        return cut.isEmpty() ? "process" : cut;
    }

    private static String zone(ZoneId zone) {
        if (ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            return zone.getId();
        }
        boolean fixed = zone.normalized() instanceof ZoneOffset offset && offset.getTotalSeconds() == 0;
        return fixed ? "UTC" : "UTC  # the log's offset " + zone.getId() + " is no zone with a name";
    }

    /** Whole days, hours, ... of at least a millisecond, the largest unit that fits. */
    static String duration(long micros) {
        long millis = Math.max(1, micros / 1_000);
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        StringBuilder text = new StringBuilder();
        part(text, millis / 86_400_000, "d");
        part(text, millis / 3_600_000 % 24, "h");
        part(text, millis / 60_000 % 60, "m");
        part(text, millis / 1_000 % 60, "s");
        part(text, millis % 1_000, "ms");
        return text.toString();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    /** A comment is one line of harmless characters. */
    private static String comment(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(YamlValue.NAME_LENGTH).forEach(c -> safe.appendCodePoint(isPlain(c) ? c : '?'));
        return safe.toString();
    }

    /** A double-quoted YAML scalar. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isPlain(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** Printable in YAML, and no line break in any reader's eyes. */
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
