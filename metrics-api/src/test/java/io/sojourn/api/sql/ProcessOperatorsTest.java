package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.Mine;
import io.sojourn.mining.format.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each operator gives the figures of the mining library, or of a slow and obvious twin, on the same events. */
class ProcessOperatorsTest {
    private static final int CASES = 400;

    @TempDir
    private static Path folder;

    private static SampleStore store;
    private static Worker worker;
    private static Flow flow;

    @BeforeAll
    static void open() throws Exception {
        store = new SampleStore(CASES);
        // A correction that repeats an activity, a retraction, and what is no step: all in the log that mining reads,
        // too.
        store.run(
                "INSERT INTO events (process, version, case_id, source, event_id, revision, sequence, operation, activity, time)"
                        + " SELECT 'p', 1, case_id, source, event_id, 1, 0, 'correct', 'DECIDED', time + to_minutes(5) FROM events WHERE"
                        + " sequence % 23 = 0");
        store.run("INSERT INTO events (process, version, case_id, source, event_id, revision, sequence, operation)"
                + " SELECT 'p', 1, case_id, source, event_id, 2, 0, 'retract' FROM events WHERE sequence % 46 = 1"
                + " AND operation = 'append'");
        store.run(
                "INSERT INTO events (process, version, case_id, source, event_id, revision, sequence, operation, activity,"
                        + " lifecycle, time) SELECT 'p', 1, case_id, source, event_id || 's', 0, sequence, 'append', activity, 'start',"
                        + " time - to_minutes(3) FROM events WHERE sequence % 7 = 0 AND revision = 0");
        flow = Mine.mine(log(), ReadOptions.defaults(), FlowOptions.defaults(), n -> {})
                .flow();
        worker = new Worker(store, folder);
    }

    @AfterAll
    static void close() throws Exception {
        worker.close();
    }

    /** The effective steps, put together in Java. */
    private static Path log() throws Exception {
        Map<String, String> latest = new HashMap<>();
        Map<String, Integer> revisions = new HashMap<>();
        List<String> lines = new ArrayList<>();
        try (Connection c = store.open();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT case_id, event_id, operation, activity, strftime(time,"
                        + " '%Y-%m-%dT%H:%M:%SZ'), revision, lifecycle, time, sequence FROM events ORDER BY time, sequence,"
                        + " event_id")) {
            while (r.next()) {
                String id = r.getString(2);
                if (r.getInt(6) >= revisions.getOrDefault(id, 0) && !"start".equals(r.getString(7))) {
                    revisions.put(id, r.getInt(6));
                    latest.put(
                            id,
                            r.getString(3).equals("retract")
                                    ? null
                                    : r.getString(1) + "," + r.getString(4) + "," + r.getString(5));
                }
            }
        }
        // By time, then by the event's own sequence, which its id ends with.
        latest.entrySet().stream()
                .filter(e -> e.getValue() != null)
                .sorted(Map.Entry.<String, String>comparingByValue((a, b) -> a.split(",")[2].compareTo(b.split(",")[2]))
                        .thenComparing(e -> Integer.parseInt(e.getKey().substring(1))))
                .forEach(e -> lines.add(e.getValue()));
        Path file = folder.resolve("log.csv");
        return Files.writeString(file, "case_id,activity,time\n" + String.join("\n", lines) + "\n");
    }

    private static Set<String> rows(String sql) throws Exception {
        return new TreeSet<>(Worker.rows(worker.run(sql).path("rows")));
    }

    @Test
    void variantsAreThoseOfMining() throws Exception {
        Set<String> mined = new TreeSet<>();
        flow.variants().forEach(v -> mined.add("[\"" + String.join(" > ", v.activities()) + "\"," + v.count() + "]"));

        assertThat(rows("select variant, count(*) from variant() group by 1")).isEqualTo(mined);
        assertThat(mined).hasSizeGreaterThan(10);
    }

    @Test
    void arcsAreThoseOfMining() throws Exception {
        Set<String> mined = new TreeSet<>();
        flow.arcs()
                .forEach(a -> mined.add("[\"" + a.from() + "\",\"" + a.to() + "\"," + a.count() + ","
                        + Math.round(a.time().total()) + "]"));

        assertThat(rows(
                        "select from_activity, to_activity, count(*), sum(duration_us) // 1000000 from directly_follows()"
                                + " group by all"))
                .isEqualTo(mined);
    }

    @Test
    void reworkIsThatOfMining() throws Exception {
        Set<String> mined = new TreeSet<>();
        flow.rework().forEach(r -> mined.add("[\"" + r.activity() + "\"," + r.cases() + "," + r.repeats() + "]"));

        assertThat(rows("select activity, count(*), sum(repeats) from rework() group by 1"))
                .isEqualTo(mined)
                .isNotEmpty();
    }

    @Test
    void throughputOfWholeCasesIsTheirDurationInMining() throws Exception {
        assertThat(rows(
                        "select count(*), min(duration_us) // 1000000, max(duration_us) // 1000000, sum(duration_us) // 1000000"
                                + " from throughput(null, null)"))
                .containsExactly("[" + flow.caseDuration().count() + ","
                        + Math.round(flow.caseDuration().min()) + ","
                        + Math.round(flow.caseDuration().max()) + ","
                        + Math.round(flow.caseDuration().total()) + "]");
    }

    @Test
    void throughputIsFromTheFirstToTheLast() throws Exception {
        Set<String> expected = new TreeSet<>();
        steps().forEach((id, steps) -> {
            int from = first(steps, "SUBMITTED");
            int to = last(steps, "DECIDED");
            if (from >= 0 && to >= from) {
                expected.add("[\"" + id + "\"," + seconds(steps.get(from), steps.get(to)) + "]");
            }
        });

        assertThat(rows("select case_id, duration_us // 1000000 from throughput('SUBMITTED', 'DECIDED')"))
                .isEqualTo(expected)
                .isNotEmpty();
    }

    @Test
    void conformingCasesFollowAllowedStepsOnly() throws Exception {
        Set<String> allowed =
                Set.of("START > SUBMITTED", "SUBMITTED > RECEIVED", "RECEIVED > REVIEWED", "REVIEWED > DECIDED");
        Set<String> expected = new TreeSet<>();
        steps().forEach((id, steps) -> {
            List<String> arcs = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                arcs.add((i == 0 ? "START" : steps.get(i - 1)[0]) + " > " + steps.get(i)[0]);
            }
            List<String> wrong = arcs.stream().filter(a -> !allowed.contains(a)).toList();
            expected.add("[\"" + id + "\"," + wrong.isEmpty() + "," + wrong.size() + ","
                    + (wrong.isEmpty() ? "null" : '"' + wrong.get(0) + '"') + "]");
        });

        assertThat(rows("select case_id, conforms, deviations, first_deviation from conforms(['"
                        + String.join("', '", allowed) + "'])"))
                .isEqualTo(expected);
    }

    @Test
    void waitingBetweenPartiesIsTheDelayOfTheirHandoff() throws Exception {
        assertThat(rows(
                        "select case_id, from_ordinal, to_ordinal, from_activity, to_activity, waiting_us from waiting_time() w"
                                + " where exists (select 1 from activity_instances a where a.case_id = w.case_id and"
                                + " a.ordinal = w.from_ordinal and a.team <> w.team)"))
                .isEqualTo(rows(
                        "select case_id, from_ordinal, ordinal, from_activity, to_activity, delay_us from handoffs h"
                                + " where exists (select 1 from waiting_time() w where w.case_id = h.case_id and"
                                + " w.to_ordinal = h.ordinal and w.from_ordinal = h.from_ordinal)"))
                .hasSizeGreaterThan(CASES);
    }

    @Test
    void workingTimeIsThatOfTheCalendarAndOfItsMinutes() throws Exception {
        WorkCalendar calendar = WorkCalendar.of(SampleStore.office());
        Set<String> expected = new TreeSet<>();
        Set<String> byMinutes = new TreeSet<>();
        try (Connection c = store.open();
                Statement s = c.createStatement();
                ResultSet r =
                        s.executeQuery("SELECT case_id, epoch_us(started_at), epoch_us(last_at) FROM cases LIMIT 60")) {
            while (r.next()) {
                expected.add("[\"" + r.getString(1) + "\"," + calendar.between(r.getLong(2), r.getLong(3)) + "]");
                byMinutes.add("[\"" + r.getString(1) + "\"," + minutes(r.getLong(2), r.getLong(3)) * 60_000_000 + "]");
            }
        }

        Set<String> rows = rows("select case_id, working_time(started_at, last_at, 'office') from cases");
        assertThat(rows).containsAll(expected).containsAll(byMinutes);
        assertThat(rows(
                        "select working_time(last_at, started_at, 'p/office') = -working_time(started_at, last_at, 'office') as b,"
                                + " count(*) from cases group by 1"))
                .containsExactly("[true," + CASES + "]");
    }

    @Test
    void workingTimeOfWhatHasNoEndIsNull() throws Exception {
        assertThat(rows(
                        "select working_time(entered_at, left_at, 'office') is null as unknown, left_at is null as open, count(*) > 0"
                                + " from stays group by all"))
                .containsExactlyInAnyOrder("[false,false,true]", "[true,true,true]");
    }

    /** Minutes of the office's hours, counted one by one. */
    private static long minutes(long from, long to) {
        long count = 0;
        for (long t = from; t < to; t += 60_000_000) {
            ZonedDateTime at = Instant.EPOCH
                    .plus(t, ChronoUnit.MICROS)
                    .atZone(SampleStore.office().zone());
            LocalTime time = at.toLocalTime();
            boolean open = !time.isBefore(LocalTime.of(8, 0)) && time.isBefore(LocalTime.of(12, 0))
                    || !time.isBefore(LocalTime.of(12, 30)) && time.isBefore(LocalTime.of(17, 0));
            boolean holiday =
                    Set.of("2026-01-07", "2026-01-19").contains(at.toLocalDate().toString());
            count += open && !holiday && at.getDayOfWeek().compareTo(DayOfWeek.THURSDAY) <= 0 ? 1 : 0;
        }
        return count;
    }

    /** Activity and time of each step of each case. */
    private static Map<String, List<String[]>> steps() throws Exception {
        Map<String, List<String[]>> steps = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("log.csv"))) {
            String[] cells = line.split(",");
            if (!cells[0].equals("case_id")) {
                steps.computeIfAbsent(cells[0], c -> new ArrayList<>()).add(new String[] {cells[1], cells[2]});
            }
        }
        return steps;
    }

    private static int first(List<String[]> steps, String activity) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i)[0].equals(activity)) {
                return i;
            }
        }
        return -1;
    }

    private static int last(List<String[]> steps, String activity) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i)[0].equals(activity)) {
                return i;
            }
        }
        return -1;
    }

    private static long seconds(String[] from, String[] to) {
        return Instant.parse(from[1]).until(Instant.parse(to[1]), ChronoUnit.SECONDS);
    }
}
