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
 * in the job. A calendar is named by its own name, and {@code process/name}; where two processes have different ones of one
 * name, by the latter only.
 */
final class WorkerCalendars {
    private static final String WORKED = "sojourn_worked";

    private final List<WorkCalendar> calendars = new ArrayList<>();
    private final Map<String, Integer> numbers = new TreeMap<>();

    private WorkerCalendars() {}

    /** Reads those of a snapshot; none where it has none. */
    static WorkerCalendars read(Connection connection) throws SQLException {
        WorkerCalendars all = new WorkerCalendars();
        Set<String> ambiguous = new HashSet<>();
        try (Statement s = connection.createStatement()) {
            if (SnapshotState.isThere(s, SnapshotState.CALENDARS)) {
                try (ResultSet r = s.executeQuery(
                        "SELECT process, name, rule FROM " + SnapshotState.CALENDARS + " ORDER BY process, name")) {
                    while (r.next()) {
                        all.add(r.getString(1), r.getString(2), r.getString(3), ambiguous);
                    }
                }
            }
        }
        ambiguous.forEach(all.numbers::remove);
        return all;
    }

    private void add(String process, String name, String rule, Set<String> ambiguous) {
        WorkCalendar calendar = WorkCalendar.of(CalendarText.read(name, rule));
        int number = calendars.indexOf(calendar);
        if (number < 0) {
            number = calendars.size();
            calendars.add(calendar);
        }
        Integer other = numbers.putIfAbsent(name, number);
        if (other != null && other != number) {
            ambiguous.add(name);
        }
        numbers.put(process + "/" + name, number);
    }

    /** What a query may call a calendar, sorted. */
    Set<String> names() {
        return numbers.keySet();
    }

    void register(Connection connection) throws SQLException {
        WorkCalendar[] all = calendars.toArray(WorkCalendar[]::new);
        DuckDBFunctions.scalarFunction()
                .withName(WORKED)
                .withParameters(Long.class, Long.class)
                .withReturnType(Long.class)
                .withLongFunction((micros, number) -> number < all.length ? all[(int) number].worked(micros) : 0)
                .register(connection);
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
