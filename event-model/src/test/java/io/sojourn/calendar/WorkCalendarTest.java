package io.sojourn.calendar;

import static io.sojourn.calendar.MinuteCounter.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.definition.CalendarRule;
import io.sojourn.event.Limits;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
    private static final long HOUR = 3_600_000_000L;

    @Test
    void countsWorkOverTheNoonBreakTheWeekendAndAHoliday() {
        WorkCalendar office = office("America/New_York", List.of("us-federal"));
        // Friday 2026-07-03 is the observed Independence Day; Thursday 16:00 to Monday 09:00 local.
        long thursday = micros("2026-07-02T20:00:00");
        long monday = micros("2026-07-06T13:00:00");
        assertThat(office.between(thursday, monday)).isEqualTo(2 * HOUR);
        assertThat(office.between(monday, thursday)).isEqualTo(-2 * HOUR);
        assertThat(office.add(thursday, HOUR)).isEqualTo(micros("2026-07-02T21:00:00"));
        assertThat(office.add(thursday, HOUR + 1)).isEqualTo(micros("2026-07-06T12:00:00") + 1);
        assertThat(office.endOfBusinessDay(thursday, 1)).isEqualTo(micros("2026-07-07T04:00:00"));
        assertThat(office.endOfBusinessDay(thursday, 0)).isEqualTo(micros("2026-07-03T04:00:00"));
    }

    @Test
    void addingNothingStaysEvenOutsideWorkingHours() {
        long sunday = micros("2026-07-05T13:17:01");
        assertThat(office("UTC", List.of()).add(sunday, 0)).isEqualTo(sunday);
    }

    @Test
    void nightShiftHasItsTrueLengthOnTheDaysOfAChange() {
        WorkCalendar night =
                calendar("America/New_York", Map.of(DayOfWeek.SUNDAY, shifts("00:00", "06:00")), List.of());
        long spring = micros("2026-03-08T00:00:00");
        long autumn = micros("2026-11-01T00:00:00");
        assertThat(night.between(spring, spring + 24 * HOUR)).isEqualTo(5 * HOUR);
        assertThat(night.between(autumn, autumn + 24 * HOUR)).isEqualTo(7 * HOUR);
    }

    @Test
    void shiftInsideAGapIsEmptyAndItsDayIsStillABusinessDay() {
        WorkCalendar odd = calendar("America/New_York", Map.of(DayOfWeek.SUNDAY, shifts("02:15", "02:45")), List.of());
        long saturday = micros("2026-03-07T15:00:00");
        assertThat(odd.between(saturday, saturday + 48 * HOUR)).isZero();
        assertThat(odd.endOfBusinessDay(saturday, 1)).isEqualTo(micros("2026-03-09T04:00:00"));
    }

    @Test
    void skippedDayOfApiaIsNoDay() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        long thursday = micros("2011-12-29T22:00:00"); // Thursday 29 December, 12:00 local; Friday never came
        assertThat(LocalDays.endOfDay(thursday, 0, apia)).isEqualTo(micros("2011-12-30T10:00:00"));
        assertThat(LocalDays.endOfDay(thursday, 1, apia)).isEqualTo(micros("2011-12-31T10:00:00"));
        WorkCalendar office = office("Pacific/Apia", List.of());
        assertThat(office.endOfBusinessDay(thursday, 1)).isEqualTo(micros("2012-01-02T10:00:00"));
    }

    @Test
    void neverAnswersBeyondTheLastAcceptedTime() {
        WorkCalendar office = office("America/New_York", List.of());
        long last = Limits.MAX_TIME_MICROS - 1;
        assertThat(office.add(last, 1000 * HOUR)).isEqualTo(Limits.MAX_TIME_MICROS);
        assertThat(office.endOfBusinessDay(last, 1)).isEqualTo(Limits.MAX_TIME_MICROS);
        assertThat(office.endOfBusinessDay(0, Integer.MAX_VALUE)).isEqualTo(Limits.MAX_TIME_MICROS);
        assertThat(LocalDays.endOfDay(last, Integer.MAX_VALUE, ZoneId.of("UTC")))
                .isEqualTo(Limits.MAX_TIME_MICROS);
    }

    @Test
    void beginsInTheLocalDayOfTheFirstAcceptedTime() {
        WorkCalendar always = calendar("America/New_York", everyDay("00:00", "00:00"), List.of());
        assertThat(always.between(0, 100 * HOUR)).isEqualTo(100 * HOUR);
        assertThat(LocalDays.endOfDay(0, 0, ZoneId.of("America/New_York"))).isEqualTo(5 * HOUR);
    }

    @Test
    void calendarWithoutShiftsNeverWorks() {
        WorkCalendar never = calendar("UTC", Map.of(), List.of());
        assertThat(never.worked(Limits.MAX_TIME_MICROS)).isZero();
        assertThat(never.add(5, 1)).isEqualTo(Limits.MAX_TIME_MICROS);
        assertThat(never.businessDayEnds()).containsExactly(Limits.MAX_TIME_MICROS);
    }

    @Test
    void tablesForTheBatchEngineAreAscendingAndGiveTheSameAnswers() {
        WorkCalendar office = office("Australia/Lord_Howe", List.of("us-federal"));
        long[] starts = office.shiftStarts();
        long[] ends = office.shiftEnds();
        long[] before = office.workedBefore();
        assertThat(IntStream.range(0, starts.length).boxed())
                .allMatch(i -> starts[i] < ends[i] && office.worked(starts[i]) == before[i])
                .allMatch(i -> i == 0 || ends[i - 1] <= starts[i]);
        for (long[] table : List.of(office.businessDayEnds(), LocalDays.dayStarts(ZoneId.of("Pacific/Apia")))) {
            assertThat(Arrays.stream(table).distinct().sorted().toArray()).containsExactly(table);
        }
    }

    @Test
    void knowsTheFederalHolidaysOf2021And2022() {
        // https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays, with the day itself where it moved
        assertThat(Holidays.days("us-federal").stream()
                        .filter(d -> d.getYear() == 2021)
                        .map(LocalDate::toString))
                .containsExactly(
                        "2021-01-01",
                        "2021-01-18",
                        "2021-02-15",
                        "2021-05-31",
                        "2021-06-18",
                        "2021-06-19",
                        "2021-07-04",
                        "2021-07-05",
                        "2021-09-06",
                        "2021-10-11",
                        "2021-11-11",
                        "2021-11-25",
                        "2021-12-24",
                        "2021-12-25",
                        "2021-12-31");
        assertThat(Holidays.days("us-federal").stream()
                        .filter(d -> d.getYear() == 2022)
                        .map(LocalDate::toString))
                .containsExactly(
                        "2022-01-01",
                        "2022-01-17",
                        "2022-02-21",
                        "2022-05-30",
                        "2022-06-19",
                        "2022-06-20",
                        "2022-07-04",
                        "2022-09-05",
                        "2022-10-10",
                        "2022-11-11",
                        "2022-11-24",
                        "2022-12-25",
                        "2022-12-26");
    }

    @Test
    void knowsWhenEachFederalHolidayBegan() {
        assertThat(Holidays.days("us-federal"))
                .contains(LocalDate.of(1970, 2, 22), LocalDate.of(1970, 5, 30), LocalDate.of(1977, 10, 24))
                .contains(LocalDate.of(1986, 1, 20))
                .doesNotContain(LocalDate.of(1985, 1, 21), LocalDate.of(2020, 6, 19), LocalDate.of(1977, 11, 11));
    }

    @Test
    void theSameRuleHasTheSameCalendarWhoeverAsksAndOfManyRulesSomeAreKept() throws Exception {
        List<WorkCalendar> made = java.util.stream.IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> office("Asia/Tokyo", List.of()))
                .toList();
        assertThat(made).allMatch(c -> c == made.get(0));
        assertThat(office("Asia/Seoul", List.of())).isNotSameAs(made.get(0));

        for (int hour = 1; hour <= 16; hour++) {
            calendar("UTC", everyDay("00:00", "%02d:30".formatted(hour)), List.of());
        }
        WorkCalendar again = office("Asia/Tokyo", List.of());
        assertThat(again).isNotSameAs(made.get(0));
        assertThat(again.shiftStarts()).isEqualTo(made.get(0).shiftStarts());
    }

    static WorkCalendar office(String zone, List<String> holidaySets) {
        Map<DayOfWeek, List<CalendarRule.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (int i = 1; i <= 5; i++) {
            week.put(DayOfWeek.of(i), shifts("08:00", "12:00", "12:30", "17:00"));
        }
        return calendar(zone, week, holidaySets);
    }

    static Map<DayOfWeek, List<CalendarRule.Shift>> everyDay(String... times) {
        Map<DayOfWeek, List<CalendarRule.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, shifts(times));
        }
        return week;
    }

    static List<CalendarRule.Shift> shifts(String... times) {
        List<CalendarRule.Shift> shifts = new java.util.ArrayList<>();
        for (int i = 0; i < times.length; i += 2) {
            shifts.add(new CalendarRule.Shift(LocalTime.parse(times[i]), LocalTime.parse(times[i + 1])));
        }
        return shifts;
    }

    static WorkCalendar calendar(String zone, Map<DayOfWeek, List<CalendarRule.Shift>> week, List<String> sets) {
        return WorkCalendar.of(new CalendarRule("c", ZoneId.of(zone), week, sets, List.of()));
    }
}
