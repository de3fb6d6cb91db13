package io.sojourn.calendar;

import io.sojourn.calendar.LocalDays.Sorted;
import io.sojourn.definition.CalendarRule;
import io.sojourn.event.Limits;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Working time by a {@link CalendarRule}, 1970 to 2100: all shifts as instants, with prefix sums; each question is a
 * binary search. A shift across a daylight-saving change has its true elapsed length. Instants are UTC microseconds;
 * results never go beyond {@link Limits#MAX_TIME_MICROS}.
 *
 * <p>Building one takes some 30 ms and 1 to 3 MB; those of the {@value #KEPT} rules that were asked for last are kept, since
 * each operator of a job asks for the same ones at each start. For any thread.
 */
public final class WorkCalendar {
    private static final int KEPT = 16;

    /** In the order in which they were asked for. */
    private static final Map<CalendarRule, WorkCalendar> CALENDARS = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CalendarRule, WorkCalendar> eldest) {
            return size() > KEPT;
        }
    };

    private final long[] starts;
    private final long[] ends;
    private final long[] before;
    private final long[] businessDayEnds;
    private final CalendarRule rule;

    private WorkCalendar(CalendarRule rule, long[] starts, long[] ends, long[] businessDayEnds) {
        this.rule = rule;
        this.starts = starts;
        this.ends = ends;
        this.businessDayEnds = businessDayEnds;
        this.before = new long[starts.length];
        for (int i = 1; i < starts.length; i++) {
            before[i] = before[i - 1] + ends[i - 1] - starts[i - 1];
        }
    }

    /** The calendar of a rule; the same one again while it is kept. */
    public static WorkCalendar of(CalendarRule rule) {
        synchronized (CALENDARS) {
            return CALENDARS.computeIfAbsent(rule, WorkCalendar::build);
        }
    }

    private static WorkCalendar build(CalendarRule rule) {
        Set<LocalDate> closed = new HashSet<>(rule.holidays());
        for (String set : rule.holidaySets()) {
            closed.addAll(Holidays.days(set));
        }
        LocalTimes times = new LocalTimes(rule.zone());
        Builder builder = new Builder();
        // One day before: west of Greenwich 1970-01-01T00:00Z is still in 1969.
        LocalDays.FIRST.minusDays(1).datesUntil(LocalDays.LAST.plusDays(1)).forEach(day -> {
            List<CalendarRule.Shift> shifts = rule.shifts().getOrDefault(day.getDayOfWeek(), List.of());
            if (!shifts.isEmpty() && !closed.contains(day)) {
                builder.add(day, shifts, times);
            }
        });
        return new WorkCalendar(
                rule,
                Arrays.copyOf(builder.starts, builder.shifts),
                Arrays.copyOf(builder.ends, builder.shifts),
                Sorted.distinctUpTo(Arrays.copyOf(builder.dayEnds, builder.days), Limits.MAX_TIME_MICROS));
    }

    /** Working microseconds in [1970-01-01T00:00Z, micros). */
    public long worked(long micros) {
        int i = Sorted.countUpTo(starts, micros) - 1;
        return i < 0 ? 0 : before[i] + Math.min(micros, ends[i]) - starts[i];
    }

    /** Working microseconds in [from, to); negative when {@code to} is before {@code from}. */
    public long between(long from, long to) {
        return worked(to) - worked(from);
    }

    /**
     * The smallest instant t, not before {@code from}, with {@code between(from, t) >= workingMicros}; {@code from}
     * itself for zero or less; {@link Limits#MAX_TIME_MICROS} where the calendar ends before that.
     */
    public long add(long from, long workingMicros) {
        if (workingMicros <= 0) {
            return from;
        }
        long target = worked(from) + workingMicros;
        // The last shift that has less than the target before it.
        int i = Sorted.countUpTo(before, target - 1) - 1;
        if (i < 0 || target - before[i] > ends[i] - starts[i]) {
            return Limits.MAX_TIME_MICROS;
        }
        return starts[i] + (target - before[i]);
    }

    /**
     * The local midnight that ends the n-th business day after the local day of {@code from}. A business day has a
     * shift and is no holiday.
     *
     * @param days n, from 1; 0 gives the end of the local day of {@code from}
     */
    public long endOfBusinessDay(long from, int days) {
        long today = LocalDays.endOfDay(from, 0, rule.zone());
        if (days <= 0) {
            return today;
        }
        long index = Sorted.countUpTo(businessDayEnds, today) + (long) days - 1;
        return index < businessDayEnds.length ? businessDayEnds[(int) index] : Limits.MAX_TIME_MICROS;
    }

    /** Begin of each shift, ascending; shifts never overlap and none is empty. */
    public long[] shiftStarts() {
        return starts.clone();
    }

    /** End (exclusive) of each shift, in the order of {@link #shiftStarts()}. */
    public long[] shiftEnds() {
        return ends.clone();
    }

    /** {@code worked(start)} of each shift. */
    public long[] workedBefore() {
        return before.clone();
    }

    /**
     * The local midnights that end business days, strictly ascending; the last element is {@link
     * Limits#MAX_TIME_MICROS}. {@code endOfBusinessDay(t, n)} is the element at (number of elements up to and including
     * {@code LocalDays.endOfDay(t, 0)}) + n - 1, or the last one.
     */
    public long[] businessDayEnds() {
        return businessDayEnds.clone();
    }

    public CalendarRule rule() {
        return rule;
    }

    /** Collects shifts as instants, clipped to the accepted range of times. */
    private static final class Builder {
        private long[] starts = new long[65_536];
        private long[] ends = new long[65_536];
        private final long[] dayEnds = new long[49_000];
        private int shifts;
        private int days;

        void add(LocalDate day, List<CalendarRule.Shift> dayShifts, LocalTimes times) {
            long nextDay = times.startOf(day.plusDays(1));
            if (times.startOf(day) == nextDay) {
                return; // a day that the zone skipped
            }
            dayEnds[days++] = nextDay;
            for (CalendarRule.Shift shift : dayShifts) {
                boolean toMidnight = shift.to().equals(LocalTime.MIDNIGHT);
                long end = toMidnight ? nextDay : times.micros(day, shift.to());
                addShift(
                        Math.max(Limits.MIN_TIME_MICROS, times.micros(day, shift.from())),
                        Math.min(end, Limits.MAX_TIME_MICROS));
            }
        }

        private void addShift(long start, long end) {
            if (start >= end) {
                return; // swallowed by a gap, or out of range
            }
            if (shifts == starts.length) {
                starts = Arrays.copyOf(starts, shifts * 2);
                ends = Arrays.copyOf(ends, shifts * 2);
            }
            starts[shifts] = start;
            ends[shifts++] = end;
        }
    }
}
