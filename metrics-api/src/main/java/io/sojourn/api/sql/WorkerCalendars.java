package io.sojourn.api.sql;

import io.sojourn.calendar.WorkCalendar;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duckdb.DuckDBFunctions;

/**
 * The calendars of a snapshot's definitions in a worker, and {@code working_time(from, to, calendar)} over them: the same code as
 * in the job. A calendar is named by its own name, and {@code process/name}; where two processes that somebody sees have
 * different ones of one name, by the latter only. Those of other processes have no name.
 */
final class WorkerCalendars {
    private static final String WORKED = "sojourn_worked";

    private final List<WorkCalendar> calendars = new ArrayList<>();
    private final List<Named> named = new ArrayList<>();

    private record Named(String process, String name, int number) {}

    private WorkerCalendars() {}

    /** Reads those of a snapshot; none where it has none. */
    static WorkerCalendars read(Connection connection) throws SQLException {
        WorkerCalendars all = new WorkerCalendars();
        try (Statement s = connection.createStatement()) {
            if (SnapshotState.isThere(s, SnapshotState.CALENDARS)) {
                try (ResultSet r = s.executeQuery(
                        "SELECT process, name, rule FROM " + SnapshotState.CALENDARS + " ORDER BY process, name")) {
                    while (r.next()) {
                        all.add(r.getString(1), r.getString(2), r.getString(3));
                    }
                }
            }
        }
        return all;
    }

    private void add(String process, String name, String rule) {
        WorkCalendar calendar = WorkCalendar.of(CalendarText.read(name, rule));
        int number = calendars.indexOf(calendar);
        if (number < 0) {
            number = calendars.size();
            calendars.add(calendar);
        }
        named.add(new Named(process, name, number));
    }

    /**
     * What a query may call a calendar, sorted.
     *
     * @param processes that are seen; empty: all
     */
    Set<String> names(Set<String> processes) {
        return numbers(processes).keySet();
    }

    private Map<String, Integer> numbers(Set<String> processes) {
        Map<String, Integer> numbers = new TreeMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Named one : named) {
            if (processes.isEmpty() || processes.contains(one.process)) {
                Integer other = numbers.putIfAbsent(one.name, one.number);
                if (other != null && other != one.number) {
                    ambiguous.add(one.name);
                }
                numbers.put(one.process + "/" + one.name, one.number);
            }
        }
        ambiguous.forEach(numbers::remove);
        return numbers;
    }

    /** Makes the function behind {@code working_time}, once for an instance. */
    void register(Connection connection) throws SQLException {
        WorkCalendar[] all = calendars.toArray(WorkCalendar[]::new);
        DuckDBFunctions.scalarFunction()
                .withName(WORKED)
                .withParameters(Long.class, Long.class)
                .withReturnType(Long.class)
                .withLongFunction((micros, number) -> number < all.length ? all[(int) number].worked(micros) : 0)
                .register(connection);
    }

    /** Makes {@code working_time} on a connection, over the calendars of the processes that are seen there. */
    void makeOn(Connection connection, Set<String> processes) throws SQLException {
        Map<String, Integer> numbers = numbers(processes);
        StringBuilder number = new StringBuilder();
        numbers.forEach((name, n) -> number.append(" WHEN '")
                .append(name.replace("'", "''"))
                .append("' THEN ")
                .append(n));
        String which = numbers.isEmpty() ? "0" : "CASE calendar" + number + " END";
        try (Statement s = connection.createStatement()) {
            s.execute(
                    "CREATE TEMP MACRO working_time(from_time, to_time, calendar) AS CASE WHEN from_time IS NULL OR to_time IS"
                            + " NULL THEN NULL ELSE " + WORKED + "(epoch_us(to_time), " + which + ") - " + WORKED
                            + "(epoch_us(from_time), " + which + ") END");
        }
    }
}
