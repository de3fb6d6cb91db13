package io.sojourn.mining.waits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Duty as the log shows it. A resource is seen when its work begins, pauses, goes on or ends. A half hour of the week is on
 * duty where it was seen in at least a tenth of the weeks in which it was seen at all, and on a day only if it was seen on that
 * day: so an absent shift is no duty. Half hours are those of local time, whatever the clocks do.
 */
public final class ObservedAvailability implements Availability {
    private static final int SLOTS_A_DAY = 48;
    private static final int SLOT_MINUTES = 30;
    private static final int SLOTS = 7 * SLOTS_A_DAY;
    private static final double CONFIDENCE = 0.1;
    private final Intervals[] duty;

    private ObservedAvailability(Intervals[] duty) {
        this.duty = duty;
    }

    /** @param zone of the half hours and days */
    public static ObservedAvailability of(ActivityInstances of, ZoneId zone) {
        Sightings[] seen = new Sightings[of.resourceNames().size()];
        for (int i = 0; i < of.size(); i++) {
            int r = of.resources[i];
            if (r < 0) {
                continue;
            }
            seen[r] = seen[r] == null ? new Sightings(zone) : seen[r];
            for (int p = of.pieceOffsets[i]; p < of.pieceOffsets[i + 1]; p++) {
                seen[r].add(of.startKnown[i] ? of.pieceFrom[p] : of.pieceTo[p]);
                seen[r].add(of.pieceTo[p]);
            }
        }
        Intervals[] duty = new Intervals[seen.length];
        for (int r = 0; r < seen.length; r++) {
            duty[r] = seen[r] == null ? Intervals.NONE : seen[r].duty();
        }
        return new ObservedAvailability(duty);
    }

    @Override
    public long worked(int resource, long micros) {
        return duty[resource].before(micros);
    }

    /** When and in which weeks one resource was seen. */
    private static final class Sightings {
        private final ZoneId zone;
        private final Map<Integer, Set<Long>> weeksBySlot = new HashMap<>();
        private final TreeMap<Long, LocalDate> days = new TreeMap<>();
        private final Set<Long> weeks = new HashSet<>();
        private long lastHalfHour = Long.MIN_VALUE;

        Sightings(ZoneId zone) {
            this.zone = zone;
        }

        void add(long micros) {
            long halfHour = Math.floorDiv(micros, TimeUnit.MINUTES.toMicros(SLOT_MINUTES));
            if (halfHour == lastHalfHour) {
                return;
            }
            lastHalfHour = halfHour;
            ZonedDateTime local = at(micros).atZone(zone);
            LocalDate day = local.toLocalDate();
            long week = Math.floorDiv(day.toEpochDay() + 3, 7L); // 1970-01-01 was a Thursday
            weeks.add(week);
            days.put(day.toEpochDay(), day);
            int slot = (local.getDayOfWeek().getValue() - 1) * SLOTS_A_DAY
                    + (local.getHour() * 60 + local.getMinute()) / SLOT_MINUTES;
            weeksBySlot.computeIfAbsent(slot, s -> new HashSet<>()).add(week);
        }

        Intervals duty() {
            boolean[] on = new boolean[SLOTS];
            weeksBySlot.forEach((slot, seen) -> on[slot] = seen.size() >= CONFIDENCE * weeks.size());
            Intervals.Builder duty = new Intervals.Builder();
            for (LocalDate day : days.values()) {
                int first = (day.getDayOfWeek().getValue() - 1) * SLOTS_A_DAY;
                for (int slot = 0; slot < SLOTS_A_DAY; slot++) {
                    if (on[first + slot]) {
                        duty.add(begin(day, slot), begin(day, slot + 1));
                    }
                }
            }
            return duty.build();
        }

        private long begin(LocalDate day, int slot) {
            LocalDate on = slot == SLOTS_A_DAY ? day.plusDays(1) : day;
            int minutes = slot % SLOTS_A_DAY * SLOT_MINUTES;
            Instant instant =
                    on.atStartOfDay().plusMinutes(minutes).atZone(zone).toInstant();
            return TimeUnit.SECONDS.toMicros(instant.getEpochSecond());
        }

        private static Instant at(long micros) {
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        }
    }
}
