package io.sojourn.sample;

import java.time.LocalDate;

/** Someone (or a bot) who does a team's work, one piece at a time. */
final class Person implements Comparable<Person> {
    final Team team;
    final String name;
    final int index;
    final WorkCalendar calendar;
    final double speed;
    private final long number;
    private final Draws draws;
    boolean onShift;
    long shiftEnd;
    boolean resting;
    Work work;
    long idleSince;
    /** Grows with each piece of work: an older plan about this person is void. */
    int turn;

    Person(Team team, int index, long number, WorkCalendar calendar, Draws draws) {
        this.team = team;
        this.index = index;
        this.number = number;
        this.name = team.name + "-" + (index < 9 ? "0" : "") + (index + 1);
        this.calendar = calendar;
        this.draws = draws;
        this.speed = team.bot
                ? 1
                : StrictMath.exp(Parameters.SPEED_SIGMA * draws.gaussian(number, Draws.Purpose.PERSON_SPEED, 0));
    }

    /** The next stretch of presence that ends after t, as {from, to}; it may have begun already. */
    long[] presence(long t) {
        if (team.bot) {
            return new long[] {t, Long.MAX_VALUE};
        }
        for (LocalDate day = WorkCalendar.localDay(t); ; day = day.plusDays(1)) {
            if (absent(day)) {
                continue;
            }
            long[] shifts = calendar.shifts(day);
            for (int i = 0; i < shifts.length; i += 2) {
                long from = shifts[i] + login(day, i);
                if (t < shifts[i + 1]) {
                    return new long[] {Math.max(from, t), shifts[i + 1]};
                }
            }
        }
    }

    private long login(LocalDate day, int shift) {
        return (long) (Parameters.LOGIN
                * draws.uniform(number, Draws.Purpose.PERSON_LOGIN, (int) day.toEpochDay() * 8 + shift));
    }

    private boolean absent(LocalDate day) {
        return team.absence.test(index, day)
                || draws.chance(Parameters.ABSENCE, number, Draws.Purpose.PERSON_ABSENCE, (int) day.toEpochDay());
    }

    /** Other duties after a piece of work of that length. */
    long otherDuties(long handled) {
        if (team.bot) {
            return 0;
        }
        double mean = handled * (1 / Parameters.PRODUCTIVE - 1);
        return (long) draws.exponential(mean, number, Draws.Purpose.OTHER_DUTIES, turn);
    }

    /** The one who is idle for the longest takes the next piece; of equals, the first of the team. */
    @Override
    public int compareTo(Person other) {
        return idleSince != other.idleSince
                ? Long.compare(idleSince, other.idleSince)
                : Integer.compare(index, other.index);
    }
}
