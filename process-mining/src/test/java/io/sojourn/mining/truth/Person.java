package io.sojourn.mining.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Somebody who does one task after the other while on duty. */
final class Person {
    static final long HOUR = 3_600_000_000L;
    static final long DAY = 24 * HOUR;
    /** Monday, 2024-01-01. */
    static final long EPOCH = 1_704_067_200_000_000L;

    private static final long SHIFT_FROM = 8 * HOUR;
    private static final long SHIFT_TO = 18 * HOUR;
    private static final int SUNDAY = 6;

    final String name;
    private final boolean always;
    private final LongPredicate absent;
    final List<Task> done = new ArrayList<>();
    boolean busy;
    long freeSince = Long.MIN_VALUE;

    /** @param absent by number of the day */
    Person(String name, boolean always, LongPredicate absent) {
        this.name = name;
        this.always = always;
        this.absent = absent;
    }

    boolean isOn(long at) {
        return always || dutyEnd(at) > at;
    }

    /** End of the shift in which an instant lies; the instant itself where it is in none. */
    long dutyEnd(long at) {
        if (always) {
            return Long.MAX_VALUE;
        }
        long day = Math.floorDiv(at - EPOCH, DAY);
        long inDay = Math.floorMod(at - EPOCH, DAY);
        boolean on = day % 7 != SUNDAY && !absent.test(day) && inDay >= SHIFT_FROM && inDay < SHIFT_TO;
        return on ? at - inDay + SHIFT_TO : at;
    }

    /** Next instant after this one at which duty begins or ends. */
    static long nextChange(long at) {
        long inDay = Math.floorMod(at - EPOCH, DAY);
        long midnight = at - inDay;
        return inDay < SHIFT_FROM
                ? midnight + SHIFT_FROM
                : inDay < SHIFT_TO ? midnight + SHIFT_TO : midnight + DAY + SHIFT_FROM;
    }
}
