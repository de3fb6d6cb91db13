package io.sojourn.sample;

import static io.sojourn.sample.Parameters.CHANNEL_MINUTES;
import static io.sojourn.sample.Parameters.CHANNEL_WEIGHTS;

import java.util.ArrayList;
import java.util.List;

/** The teams of the world, sized to its load: as many people as keep each team about four fifths busy. */
final class Teams {
    static final String INTAKE = "intake";
    static final String DOCUMENTATION = "clinical-documentation";
    static final String PHYSICIANS = "physician-review";
    static final String APPEALS = "appeals";
    static final String AUTOMATION = "automation";

    private static final WorkCalendar EARLY = WorkCalendar.of("Mon-Fri 07:00-11:30 12:00-15:30, Sat 08:00-12:00");
    private static final WorkCalendar LATE = WorkCalendar.of("Mon-Fri 10:30-14:30 15:00-19:00");
    private static final WorkCalendar OFFICE = WorkCalendar.of("Mon-Fri 08:00-12:00 12:30-17:00");
    private static final WorkCalendar PHYSICIAN = WorkCalendar.of("Mon-Fri 12:00-13:00 16:00-18:00");
    private static final WorkCalendar ALWAYS = WorkCalendar.always();

    private static final double OFFICE_HOURS = 8.5 * 5 / 7;
    private static final double INTAKE_HOURS = 8 * 5 / 7.0;
    private static final double PHYSICIAN_HOURS = 3 * 5 / 7.0;
    /** Minutes of work that a request brings to each team on average. */
    private static final double AFTER_INTAKE = 0.85;

    private static final double DENIED = 0.11;

    final Team intake;
    final Team documentation;
    final List<Team> specialists = new ArrayList<>();
    final Team physicians;
    final Team appeals;
    final Team automation;
    final List<Team> all = new ArrayList<>();
    private final Draws draws;
    private final double perDay;
    private long people;

    Teams(SimulationOptions options, Draws draws, Troubles troubles) {
        this.draws = draws;
        this.perDay = options.arrivalsPerDay();
        double minutes = meanMinutes();
        intake = team(INTAKE, minutes * Parameters.INTAKE_SHARE * 1.06, INTAKE_HOURS, EARLY, LATE);
        documentation = team(
                DOCUMENTATION,
                AFTER_INTAKE * Parameters.NEEDS_DOCUMENTS * 1.5 * Parameters.DOCUMENT_MINUTES,
                OFFICE_HOURS,
                OFFICE);
        double submission = minutes * (1 - Parameters.INTAKE_SHARE) * (1 + Parameters.NEEDS_PATIENT);
        double followUp = Parameters.INFO_REQUEST * 1.3 * Parameters.FOLLOW_UP_MINUTES;
        for (int line = 0; line < Parameters.SERVICE_LINES.size(); line++) {
            double load = AFTER_INTAKE * (submission + followUp) * Parameters.SERVICE_LINE_WEIGHTS[line];
            specialists.add(team(specialistName(line), load, OFFICE_HOURS, OFFICE));
        }
        double denied = AFTER_INTAKE * DENIED;
        physicians = team(
                PHYSICIANS, denied * Parameters.PEER_TO_PEER * Parameters.PEER_MINUTES, PHYSICIAN_HOURS, PHYSICIAN);
        appeals = team(APPEALS, denied * Parameters.APPEAL * Parameters.APPEAL_MINUTES, OFFICE_HOURS, OFFICE);
        automation = team(AUTOMATION, Parameters.BOT_SECONDS / 60 * 3, 24, ALWAYS);
        plant(troubles);
    }

    static String specialistName(int line) {
        return Parameters.SERVICE_LINES.get(line).toLowerCase(java.util.Locale.ROOT) + "-specialists";
    }

    private static double meanMinutes() {
        double sum = 0;
        for (int i = 0; i < CHANNEL_WEIGHTS.length; i++) {
            sum += CHANNEL_WEIGHTS[i] * CHANNEL_MINUTES[i];
        }
        return sum;
    }

    private Team team(String name, double minutes, double hoursPerDay, WorkCalendar... shifts) {
        Team team = new Team(name, shifts[0] == ALWAYS);
        double present = team.bot ? 1 : Parameters.PRODUCTIVE * (1 - Parameters.ABSENCE);
        double needed = perDay * minutes / 60 / (hoursPerDay * present * Parameters.UTILISATION);
        int size = Math.max(1, (int) Math.ceil(needed));
        for (int i = 0; i < size; i++) {
            team.people.add(new Person(team, i, people++, shifts[i % shifts.length], draws));
        }
        all.add(team);
        return team;
    }

    private void plant(Troubles troubles) {
        specialists.get(0).absence =
                (index, day) -> troubles.acts(Trouble.SHORT_STAFFED_TEAM, day) && (index + day.getDayOfYear()) % 2 == 1;
        intake.absence = (index, day) -> index % 2 == 1 && troubles.acts(Trouble.ABSENT_SHIFT, day);
        if (troubles.acts(Trouble.BATCHING_TEAM, Long.MAX_VALUE - 1)) {
            documentation.releases = new int[] {11, 15};
        }
    }
}
