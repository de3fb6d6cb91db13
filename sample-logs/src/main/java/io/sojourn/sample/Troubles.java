package io.sojourn.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The planted troubles: when each acts, on whom, and how often it did. */
final class Troubles {
    static final String OUTAGE_PAYER = "SILVER_BIRCH";
    static final String REWORK_PAYER = "HARBORLINE";
    static final String PING_PONG_FACILITY = "SOUTH";
    static final double REWORK_AGAIN = 0.7;
    static final int REWORK_ROUNDS = 4;
    static final int SLOW_FACTOR = 2;
    static final double BACK_AGAIN = 0.5;
    static final int BACK_ROUNDS = 2;

    private static final double BEGIN = 0.35;
    private static final double ENDLESS_DAYS = 60;

    private record Window(long from, long to) {}

    private final Map<Trouble, Window> windows = new EnumMap<>(Trouble.class);
    private final Map<Trouble, Long> affected = new EnumMap<>(Trouble.class);

    Troubles(SimulationOptions options) {
        double days = options.endless() ? ENDLESS_DAYS : Math.max(8, options.cases() / options.arrivalsPerDay());
        long start = Units.micros(options.start());
        LocalDate first = WorkCalendar.localDay(start).plusDays((long) (days * BEGIN));
        while (!Clock.OFFICE.isWorkday(first)) {
            first = first.plusDays(1);
        }
        for (Trouble trouble : options.troubles()) {
            windows.put(trouble, window(trouble, start, first, days));
            affected.put(trouble, 0L);
        }
    }

    private static Window window(Trouble trouble, long start, LocalDate first, double days) {
        long from = WorkCalendar.startOfDay(first);
        return switch (trouble) {
            case PAYER_OUTAGE -> new Window(from + 9 * Units.HOUR, from + 45 * Units.HOUR);
            case SHORT_STAFFED_TEAM ->
                new Window(from, WorkCalendar.startOfDay(first.plusDays(Math.max(3, Math.round(days / 4)))));
            case ABSENT_SHIFT -> new Window(from, WorkCalendar.startOfDay(first.plusDays(7)));
            case REWORK_LOOP, SLOW_VARIANT, HANDOFF_PING_PONG, BATCHING_TEAM -> new Window(start, Long.MAX_VALUE);
        };
    }

    /** Is it planted, and does it act at that time? */
    boolean acts(Trouble trouble, long t) {
        Window window = windows.get(trouble);
        return window != null && window.from <= t && t < window.to;
    }

    boolean acts(Trouble trouble, LocalDate day) {
        return windows.containsKey(trouble) && acts(trouble, WorkCalendar.startOfDay(day));
    }

    /** Notes that it changed the course of a request. */
    void met(Trouble trouble) {
        affected.merge(trouble, 1L, Long::sum);
    }

    /** If the payer can't be reached at t: when it can be again; else t. */
    long reachable(Parameters.Payer payer, long t) {
        return payer.name().equals(OUTAGE_PAYER) && acts(Trouble.PAYER_OUTAGE, t)
                ? windows.get(Trouble.PAYER_OUTAGE).to
                : t;
    }

    List<PlantedTrouble> planted() {
        List<PlantedTrouble> all = new ArrayList<>();
        windows.forEach((trouble, w) -> all.add(new PlantedTrouble(
                trouble,
                description(trouble),
                subject(trouble),
                queue(trouble),
                Units.instant(w.from),
                w.to == Long.MAX_VALUE ? null : Units.instant(w.to),
                affected.get(trouble))));
        return all;
    }

    private static String description(Trouble trouble) {
        return switch (trouble) {
            case PAYER_OUTAGE -> "the payer's gateway fails and its reviewers decide nothing; decisions come after it";
            case SHORT_STAFFED_TEAM -> "half of the team is absent each day, by turns";
            case REWORK_LOOP ->
                "the payer asks for information with probability " + REWORK_AGAIN + ", up to " + REWORK_ROUNDS
                        + " times a request";
            case SLOW_VARIANT -> "documents for requests by fax take " + SLOW_FACTOR + " times as long";
            case HANDOFF_PING_PONG ->
                "complete documentation goes back to intake with probability " + BACK_AGAIN + ", up to " + BACK_ROUNDS
                        + " times";
            case BATCHING_TEAM -> "new work is taken up at 11:00 and 15:00 only";
            case ABSENT_SHIFT -> "nobody of the late shift is there";
        };
    }

    private static String subject(Trouble trouble) {
        return switch (trouble) {
            case PAYER_OUTAGE -> OUTAGE_PAYER;
            case SHORT_STAFFED_TEAM -> Teams.specialistName(0);
            case REWORK_LOOP -> REWORK_PAYER + " / " + Parameters.SERVICE_LINES.get(3);
            case SLOW_VARIANT -> "FAX";
            case HANDOFF_PING_PONG -> PING_PONG_FACILITY;
            case BATCHING_TEAM -> Teams.DOCUMENTATION;
            case ABSENT_SHIFT -> Teams.INTAKE;
        };
    }

    private static String queue(Trouble trouble) {
        return switch (trouble) {
            case PAYER_OUTAGE -> "payer_decision";
            case SHORT_STAFFED_TEAM -> "specialist_work";
            case REWORK_LOOP -> "info_response";
            case SLOW_VARIANT, BATCHING_TEAM -> "documentation";
            case HANDOFF_PING_PONG, ABSENT_SHIFT -> "intake";
        };
    }
}
