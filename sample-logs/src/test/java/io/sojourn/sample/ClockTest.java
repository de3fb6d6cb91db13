package io.sojourn.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
    private static long at(String utc) {
        return Units.micros(Instant.parse(utc));
    }

    private static Clock clock(Deadline.Rule rule, String utc) {
        return new Clock(new Request(1), rule, 1, at(utc));
    }

    @Test
    void twoBusinessDaysEndWithTheSecondDayAndSkipWeekendAndHoliday() {
        // Friday before Martin Luther King Jr. Day 2026: Monday is free, so Tuesday and Wednesday count.
        Clock clock = clock(Deadline.Rule.INTAKE_DONE, "2026-01-16T15:00:00Z");
        assertThat(clock.at(at("2026-01-16T16:00:00Z")).dueAt()).isEqualTo(at("2026-01-22T05:00:00Z"));
    }

    @Test
    void sevenCalendarDaysEndWithTheLocalDayAcrossTheChangeOfClocks() {
        // Clocks go forward on 8 March 2026: the end of 12 March is 04:00 UTC.
        Clock clock = clock(Deadline.Rule.STANDARD_DECISION, "2026-03-05T20:00:00Z");
        assertThat(clock.at(at("2026-03-05T21:00:00Z")).dueAt()).isEqualTo(at("2026-03-13T04:00:00Z"));
    }

    @Test
    void nineWorkingHoursStandStillWhilePaused() {
        Clock clock = clock(Deadline.Rule.SPECIALIST_WORK, "2026-01-05T13:00:00Z");
        clock.pause(at("2026-01-05T14:00:00Z"));
        assertThat(clock.at(at("2026-01-06T14:00:00Z")).state()).isEqualTo(Deadline.State.PAUSED);
        clock.resume(at("2026-01-07T13:00:00Z"));
        // One hour is used; eight and a half fit into the day, so eight end half an hour before five in New York.
        assertThat(clock.at(at("2026-01-07T14:00:00Z")).dueAt()).isEqualTo(at("2026-01-07T21:30:00Z"));
    }

    @Test
    void dueAtTheVeryInstantIsMetAndOneMicrosecondLaterBreached() {
        long due = at("2026-01-08T13:00:00Z");
        assertThat(clock(Deadline.Rule.EXPEDITED_DECISION, "2026-01-05T13:00:00Z")
                        .stop(due)
                        .state())
                .isEqualTo(Deadline.State.MET);
        Deadline late =
                clock(Deadline.Rule.EXPEDITED_DECISION, "2026-01-05T13:00:00Z").stop(due + 1);
        assertThat(late.state()).isEqualTo(Deadline.State.BREACHED);
        assertThat(late.dueAt()).isEqualTo(due);
    }

    @Test
    void extensionGivesFourteenDaysMoreButNotAfterTheBreach() {
        Clock early = clock(Deadline.Rule.STANDARD_DECISION, "2026-01-05T13:00:00Z");
        early.extend(at("2026-01-10T13:00:00Z"), 14 * Units.DAY);
        assertThat(early.stop(at("2026-01-20T13:00:00Z")).state()).isEqualTo(Deadline.State.MET);
        Clock late = clock(Deadline.Rule.STANDARD_DECISION, "2026-01-05T13:00:00Z");
        late.extend(at("2026-01-14T13:00:00Z"), 14 * Units.DAY);
        assertThat(late.stop(at("2026-01-20T13:00:00Z")).state()).isEqualTo(Deadline.State.BREACHED);
    }
}
