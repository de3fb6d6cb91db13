package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.store.Store;
import io.sojourn.cli.e2e.RawIds;
import io.sojourn.cli.e2e.Said;
import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import io.sojourn.fact.FactTable;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.pseudonym.CaseKeyFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log with a key for case ids and without: the same figures, other ids; and nothing of the ids themselves. */
class PseudonymRunTest {
    @TempDir
    private Path folder;

    private Path key;

    @BeforeEach
    void makeKey() {
        key = folder.resolve("case.key");
        assertThat(Said.by("key", "new-case-key", key.toString()).code()).isZero();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Said run(String log, String data, String... more) {
        String[] args = {"run", log, "--data", path(data)};
        return Said.by(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aDisturbedSimulatedLogHasTheSameFiguresAndNoIdInAnyByteOfTheFolder() throws Exception {
        String log = path("log.csv");
        String[] generate = {
            "generate",
            "--cases",
            "300",
            "--seed",
            "7",
            "--out",
            log,
            "--truth",
            path("truth"),
            "--late",
            "0.10",
            "--duplicated",
            "0.05",
            "--corrected",
            "0.01",
            "--retracted",
            "0.005",
            "--malformed",
            "0.01"
        };
        assertThat(Said.by(generate).code()).isZero();
        String[] how = {"--definition", path("prior-authorization.yaml"), "--as-arrived", "--archive"};
        assertThat(run(log, "plain", how).code()).isZero();
        Said keyed = run(log, "keyed", withKey(how));
        assertThat(keyed.code()).as(keyed.all()).isZero();
        for (String data : List.of("plain", "keyed")) {
            Said verified = Said.by("verify", "--data", path(data));
            assertThat(verified.code()).as(data + verified.all()).isZero();
        }
        assertSameWithIdsReplaced();
        String begin = beginningOfAllIds(folder.resolve("plain"));
        assertThat(RawIds.in(folder.resolve("plain"), begin))
                .as("the test sees ids where they are")
                .hasSizeGreaterThan(5)
                .anyMatch(f -> f.startsWith("spool"))
                .anyMatch(f -> f.contains("parquet"))
                .anyMatch(f -> f.contains("rejected_events"));
        assertThat(RawIds.in(folder.resolve("keyed"), begin)).isEmpty();
        String hash = sha256(Path.of(log)).substring(0, 16);
        assertThat(RawIds.in(folder.resolve("plain"), hash)).isNotEmpty();
        assertThat(RawIds.in(folder.resolve("keyed"), hash))
                .as("against which ids could be tried")
                .isEmpty();
        assertThat(keyed.all()).doesNotContain(begin);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private String[] withKey(String... how) {
        return Stream.concat(Stream.of(how), Stream.of("--case-key-file", key.toString()))
                .toArray(String[]::new);
    }

    private static String beginningOfAllIds(Path data) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Store store = Store.openExisting(data);
                Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT DISTINCT case_id FROM events")) {
            while (r.next()) {
                ids.add(r.getString(1));
            }
        }
        String begin = ids.get(0).substring(0, 3);
        assertThat(ids).hasSizeGreaterThan(80).allMatch(id -> id.startsWith(begin));
        return begin;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"running-example.xes", "production.csv"})
    void aRealLogHasTheSameFigures(String name) throws Exception {
        String log = RealLogs.log(name).toString();
        assertThat(run(log, "plain").code()).isZero();
        assertThat(run(log, "keyed", withKey()).code()).isZero();
        assertThat(Said.by("verify", "--data", path("keyed")).code()).isZero();
        assertSameWithIdsReplaced();
    }

    private void assertSameWithIdsReplaced() throws SQLException {
        CaseIds ids = CaseIds.by(CaseKeyFile.read(key));
        try (Store plain = Store.openExisting(folder.resolve("plain"));
                Store keyed = Store.openExisting(folder.resolve("keyed"))) {
            for (FactTable table : FactTable.values()) {
                List<String> expected = rows(plain, table, ids);
                assertThat(rows(keyed, table, CaseIds.AS_THEY_COME))
                        .as(table.tableName())
                        .isEqualTo(expected);
            }
            assertThat(keyed.asOf()).isEqualTo(plain.asOf());
        }
    }

    /** All rows as texts, sorted; of what was rejected the place and the reason's word alone. */
    private static List<String> rows(Store store, FactTable table, CaseIds ids) throws SQLException {
        List<String> rows = new ArrayList<>();
        String columns = table == FactTable.REJECTED_EVENTS ? "* EXCLUDE (message, raw)" : "*";
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT " + columns + " FROM " + table.tableName())) {
            while (r.next()) {
                Map<String, Object> row = new TreeMap<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    String name = r.getMetaData().getColumnName(i);
                    row.put(name, stored(name, r.getObject(i), ids));
                }
                rows.add(row.toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    private static Object stored(String column, Object value, CaseIds ids) {
        if (!(value instanceof String text)) {
            return value;
        }
        return switch (column) {
            case "case_id", "related_case_id" -> ids.caseId(text);
            case "source" -> ids.source(text);
            case "event_id" -> text.equals(FactTable.NONE) ? text : ids.eventId(text);
            case "related" -> ids.related(text);
            case "instance" -> instance(text, ids);
            default -> value;
        };
    }

    private static String instance(String text, CaseIds ids) {
        Event e = new Event(
                "p",
                "c",
                "e",
                "s",
                0,
                Operation.APPEND,
                null,
                0,
                "A",
                "complete",
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                text,
                null,
                0,
                null);
        return ids.event(e).instance();
    }

    @Test
    void afterTheFirstEventOnlyTheSameKeyIsTakenAndARefusalWritesNothing() throws Exception {
        String csv = "case_id,activity,time\nMRN-1,A,2026-01-02T03:04:05Z\nMRN-2,B,2026-01-02T03:04:06Z\n";
        String log = Files.writeString(folder.resolve("a.csv"), csv).toString();
        String other = path("other.key");
        assertThat(Said.by("key", "new-case-key", other).code()).isZero();
        assertThat(run(log, "plain").code()).isZero();
        assertThat(run(log, "keyed", withKey()).code()).isZero();
        assertThat(run(log, "keyed", withKey()).all()).contains("holds this log already");

        assertRefused("keyed", "no key is given", log);
        assertRefused("keyed", "has pseudonyms of another key", log, "--case-key-file", other);
        assertRefused("plain", "has case ids as they came", log, withKey());
    }

    private void assertRefused(String data, String why, String log, String... more) throws Exception {
        Map<String, Object> before = contents(folder.resolve(data));
        Said said = run(log, data, more);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(why).contains("Maybe");
        assertThat(contents(folder.resolve(data))).isEqualTo(before);
    }

    /** Files, but for the store's own; and all of its rows, which stay while DuckDB may write the file anew. */
    private static Map<String, Object> contents(Path data) throws Exception {
        Map<String, Object> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path f : files.filter(Files::isRegularFile).toList()) {
                if (!f.endsWith("store.duckdb")) {
                    contents.put(data.relativize(f).toString(), Arrays.hashCode(Files.readAllBytes(f)));
                }
            }
        }
        contents.put("store", RawIds.allRows(data));
        return contents;
    }

    @Test
    void aKeyThatCannotBeUsedIsRefusedBeforeAFolderIsMade() throws Exception {
        String csv = "case_id,activity,time\nMRN-1,A,2026-01-02T03:04:05Z\n";
        String log = Files.writeString(folder.resolve("a.csv"), csv).toString();
        Path shortKey = Files.writeString(folder.resolve("short.key"), "swordfish");
        Said said = run(log, "none", "--case-key-file", shortKey.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("others can read it");
        assertThat(folder.resolve("none")).doesNotExist();

        Path inside = Files.createDirectories(folder.resolve("inside")).resolve("case.key");
        CaseKeyFile.make(inside);
        assertThat(run(log, "inside", "--case-key-file", inside.toString()).err())
                .contains("is inside of the data folder");
    }

    @Test
    void supportIsToldThePseudonymOfAnId() throws Exception {
        String expected = CaseIds.by(CaseKeyFile.read(key)).caseId("MRN-1");
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("MRN-1\n\nMRN-1\n".getBytes()));
            Said said = Said.by("key", "case-id", "--case-key-file", key.toString());
            assertThat(said.out().lines()).containsExactly(expected, "", expected);
        } finally {
            System.setIn(before);
        }
        assertThat(Said.by("key", "case-id").err()).contains("no key for case ids is named");
    }
}
