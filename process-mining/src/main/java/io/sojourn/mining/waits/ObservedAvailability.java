package io.sojourn.mining.waits;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Duty as the log shows it. A resource is seen when its work begins, pauses, goes on or ends. A half hour of the week is on
 * duty where it was seen in at least a tenth of the weeks in which it was seen at all, and on a day only if it was seen on that
 * day: so an absent shift is no duty. Half hours are those of local time, whatever the clocks do.
 */
public final class ObservedAvailability implements Availability {
    private static final int SLOTS_A_DAY = LocalHalfHours.A_DAY;
    private static final int DAYS_A_WEEK = 7;
    private static final double CONFIDENCE = 0.1;
    private final Intervals[] duty;

    private ObservedAvailability(Intervals[] duty) {
        this.duty = duty;
    }

    /** @param zone of the half hours and days */
    public static ObservedAvailability of(ActivityInstances of, ZoneId zone) {
        long from = Arrays.stream(of.pieceFrom).min().orElse(0);
        long to = Arrays.stream(of.pieceTo).max().orElse(0);
        Sightings seen = new Sightings(new LocalHalfHours(zone, from, to));
        ResourceOrder byResource = ResourceOrder.of(of);
        Intervals[] duty = new Intervals[byResource.resources()];
        for (int r = 0; r < duty.length; r++) {
            for (int k = byResource.from(r); k < byResource.to(r); k++) {
                int i = byResource.at(k);
                for (int p = of.pieceOffsets[i]; p < of.pieceOffsets[i + 1]; p++) {
                    seen.add(of.startKnown[i] ? of.pieceFrom[p] : of.pieceTo[p]);
                    seen.add(of.pieceTo[p]);
                }
            }
            duty[r] = seen.duty();
            seen.clear();
        }
        return new ObservedAvailability(duty);
    }

    @Override
    public long worked(int resource, long micros) {
        return duty[resource].before(micros);
    }

    /** When one resource was seen, by quarters of an hour. */
    private static final class Sightings {
        private final LocalHalfHours local;
        private final BitSet quarters;

        Sightings(LocalHalfHours local) {
            this.local = local;
            this.quarters = new BitSet(local.quarters());
        }

        void add(long micros) {
            quarters.set(local.quarter(micros));
        }

        void clear() {
            quarters.clear();
        }

        Intervals duty() {
            boolean[] on = usual();
            Intervals.Builder duty = new Intervals.Builder();
            long last = Long.MIN_VALUE;
            for (int q = quarters.nextSetBit(0); q >= 0; q = quarters.nextSetBit(q + 1)) {
                long day = local.day(q);
                if (day > last) {
                    addDay(duty, on, day);
                    last = day;
                }
            }
            return duty.build();
        }

        private void addDay(Intervals.Builder duty, boolean[] on, long day) {
            int first = weekday(day) * SLOTS_A_DAY;
            for (int slot = 0; slot < SLOTS_A_DAY; slot++) {
                if (on[first + slot]) {
                    duty.add(local.begin(day, slot), local.begin(day, slot + 1));
                }
            }
        }

        /** The half hours of the week in which it is seen in enough of its weeks. Quarters are in the order of time, and so are weeks. */
        private boolean[] usual() {
            int[] weeks = new int[DAYS_A_WEEK * SLOTS_A_DAY];
            long[] lastWeek = new long[weeks.length];
            Arrays.fill(lastWeek, Long.MIN_VALUE);
            int all = 0;
            long last = Long.MIN_VALUE;
            for (int q = quarters.nextSetBit(0); q >= 0; q = quarters.nextSetBit(q + 1)) {
                long day = local.day(q);
                long week = week(day);
                int slot = weekday(day) * SLOTS_A_DAY + local.slot(q);
                weeks[slot] += lastWeek[slot] == week ? 0 : 1;
                lastWeek[slot] = week;
                all += last == week ? 0 : 1;
                last = week;
            }
            boolean[] on = new boolean[weeks.length];
            for (int slot = 0; slot < on.length; slot++) {
                on[slot] = weeks[slot] > 0 && weeks[slot] >= CONFIDENCE * all;
            }
            return on;
        }

        /** 1970-01-01 was a Thursday. */
        private static long week(long day) {
            return Math.floorDiv(day + 3, (long) DAYS_A_WEEK);
        }

        /** From 0 for Monday. */
        private static int weekday(long day) {
            return (int) Math.floorMod(day + 3, (long) DAYS_A_WEEK);
        }
    }
}
