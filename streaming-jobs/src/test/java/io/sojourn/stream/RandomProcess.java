package io.sojourn.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random process definitions over a small alphabet of events: every part of the language, in random mixtures. */
public final class RandomProcess {
    public static final List<String> ACTIVITIES = List.of("A", "B", "C", "D", "E", "F");

    private RandomProcess() {}

    public static String yaml(Random random) {
        StringBuilder y = new StringBuilder("process: random\n");
        y.append("timezone: ")
                .append(pick(random, "UTC", "America/New_York", "Europe/Berlin"))
                .append('\n');
        y.append("calendars:\n  office: {week: \"Mon-Fri 08:00-12:00 12:30-17:00\", holidays: us-federal}\n");
        y.append("attributes: {payer: text, amount: number, urgency: text, steps: integer}\n");
        y.append("dimensions: ")
                .append(pick(random, "[payer]", "[payer, team]", "[]", "[team]"))
                .append('\n');
        if (random.nextInt(3) > 0) {
            y.append("close: ").append(condition(random)).append('\n');
        }
        if (random.nextInt(3) > 0) {
            y.append("close_after: ").append(pick(random, "2d", "12h", "30m")).append('\n');
        }
        y.append("lateness: ").append(pick(random, "1h", "30m", "1d")).append('\n');
        y.append("case: {seen: {any: \"").append(inner(random)).append("\"}, steps_done: {count: \"");
        y.append(inner(random)).append("\"}}\n");
        y.append(relations(y.toString().hashCode()));
        queues(y, random);
        if (random.nextInt(4) > 0) {
            y.append("handoffs: {between: ")
                    .append(pick(random, "team", "resource"))
                    .append("}\n");
        }
        if (random.nextInt(4) > 0) {
            y.append("exceptions: {when: exception IS NOT NULL, category: exception}\n");
        }
        slas(y, random);
        measures(y, random);
        return y.toString();
    }

    /** Without a draw: the seeds of tests that once failed must go on making the same processes. */
    private static String relations(int choice) {
        return switch (Math.floorMod(choice, 3)) {
            case 0 -> "";
            case 1 -> "relations: {parent: {process: order}}\n";
            default -> "relations: {parent: {process: order}, claim: {process: claim}}\n";
        };
    }

    private static void queues(StringBuilder y, Random random) {
        y.append("queues:\n");
        for (int i = 0; i < 3; i++) {
            y.append("  q").append(i).append(":\n");
            y.append("    enter: ").append(condition(random)).append('\n');
            y.append("    leave: ")
                    .append(random.nextInt(5) == 0 ? "\"TRUE\"" : condition(random))
                    .append('\n');
            if (random.nextInt(3) == 0) {
                y.append("    per: instance\n");
            }
            y.append("    ages: [30m, 2h, 1d]\n");
        }
    }

    private static void slas(StringBuilder y, Random random) {
        y.append("slas:\n");
        List<String> limits = List.of("90m", "4h", "1 calendar_days", "1 business_days", "3 working_hours");
        for (int i = 0; i < 3; i++) {
            String within = limits.get(random.nextInt(limits.size()));
            y.append("  s")
                    .append(i)
                    .append(":\n    start: ")
                    .append(condition(random))
                    .append('\n');
            y.append("    stop: ").append(condition(random)).append('\n');
            if (random.nextBoolean()) {
                y.append("    when: ").append(condition(random)).append('\n');
            }
            if (random.nextBoolean()) {
                y.append("    pause: ").append(condition(random)).append('\n');
                y.append("    resume: ").append(condition(random)).append('\n');
            }
            if (random.nextBoolean()) {
                y.append("    extend: {when: ").append(condition(random));
                y.append(", by: ")
                        .append(within.contains("working") ? "1 working_hours" : "1h")
                        .append("}\n");
            }
            y.append("    within: ").append(within).append('\n');
            if (within.contains("business") || within.contains("working")) {
                y.append("    calendar: office\n");
            }
            y.append("    at_risk: ").append(pick(random, "75%", "50%", "100%")).append('\n');
        }
    }

    private static void measures(StringBuilder y, Random random) {
        String by = y.indexOf("dimensions: [payer") >= 0 ? "[payer]" : "[]";
        y.append("measures:\n");
        y.append("  m_share: {share: ")
                .append(condition(random))
                .append(", of: ")
                .append(condition(random));
        y.append(", by: ").append(by).append("}\n");
        y.append("  m_count: {count: ").append(condition(random)).append(", by: []}\n");
        y.append("  m_average: {average: amount, of: ")
                .append(condition(random))
                .append(", by: ")
                .append(by);
        y.append("}\n");
        y.append("  m_duration: {from: ")
                .append(condition(random))
                .append(", to: ")
                .append(condition(random));
        y.append(", unit: hours, by: ").append(by).append("}\n");
        y.append("  m_case: {per: case, share: \"rework = 0 AND seen\", of: \"events > 1\", by: ")
                .append(by);
        y.append("}\n");
        y.append("  m_quick: {per: case, count: \"cycle_time < 2.5 AND handoffs = 0\", by: []}\n");
    }

    private static String condition(Random random) {
        return '"' + inner(random) + '"';
    }

    private static String inner(Random random) {
        String activity = ACTIVITIES.get(random.nextInt(ACTIVITIES.size()));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> "activity = '" + activity + "'";
            case 3 -> "activity IN ('" + activity + "', '" + ACTIVITIES.get(random.nextInt(6)) + "')";
            case 4 -> "activity = '" + activity + "' AND lifecycle = 'complete'";
            case 5 -> "lifecycle = '" + pick(random, "start", "complete", "schedule") + "'";
            case 6 -> "activity = '" + activity + "' AND (urgency = 'HIGH' OR amount > 50)";
            default -> "payer = '" + pick(random, "P1", "P2") + "' AND activity <> '" + activity + "'";
        };
    }

    static String pick(Random random, String... among) {
        return new ArrayList<>(List.of(among)).get(random.nextInt(among.length));
    }
}
