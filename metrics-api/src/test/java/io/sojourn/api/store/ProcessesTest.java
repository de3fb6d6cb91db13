package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Column;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import io.sojourn.mining.facts.ProcessesEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of two processes, whose cases have the same ids: each has the facts that it has in a store of its own. */
class ProcessesTest {
    private static final long AS_OF = NOON + 300 * HOUR;
    private static final Instant PUT = Instant.parse("2026-03-20T00:00:00Z");
    private static final StoreOptions OPTIONS = new StoreOptions(1_024, 2, 10_000, Duration.ofMillis(5));
    private static final CompiledDefinition FIRST = BatchFacts.DEFINITION;
    private static final CompiledDefinition REFERRAL = referral("clinic: text, visits: integer, payer: text");

    @TempDir
    Path dir;

    private static CompiledDefinition referral(String attributes) {
        return Definitions.compile(
                "referral.yaml",
                """
                process: referral
                attributes: {%s}
                dimensions: [clinic, payer]
                close: activity = 'DECIDED'
                lateness: 1h
                case: {asked: {any: "activity = 'ASKED'"}}
                queues:
                  intake: {enter: "activity = 'SUBMITTED'", leave: "activity = 'REVIEWED'", ages: [1h]}
                slas:
                  standard: {start: "activity = 'SUBMITTED'", stop: "activity = 'DECIDED'", within: 24h}
                measures:
                  denial_rate: {count: "activity = 'SUBMITTED'", by: [clinic]}
                """
                        .formatted(attributes));
    }

    private static CompiledDefinition named(CompiledDefinition d, String process) {
        return Definitions.compile(
                "copy.yaml", d.definition().text().replaceFirst("process: [a-z]+", "process: " + process));
    }

    private Store open(CompiledDefinition... definitions) {
        return Store.open(dir.resolve("store"), List.of(definitions), OPTIONS);
    }

    /** An event of the first process, as one of the second. */
    private static Result referred(Result event) {
        Map<String, Object> given = new HashMap<>();
        List<Column> from = TableSchema.of(FactTable.EVENTS, FIRST.definition()).columns();
        for (int i = 0; i < from.size(); i++) {
            given.put(from.get(i).name(), event.values()[i]);
        }
        given.put("process", "referral");
        given.put("clinic", "clinic " + given.get("sequence"));
        given.put("visits", 3L);
        Object[] row = TableSchema.of(FactTable.EVENTS, REFERRAL.definition()).columns().stream()
                .map(c -> given.get(c.name()))
                .toArray();
        return Result.upsert(FactTable.EVENTS, row, 1);
    }

    private static List<Result> referrals() {
        return BatchFacts.events(17, 30).stream().map(ProcessesTest::referred).toList();
    }

    /** Events and the facts of these definitions; then the streams' cases leave. */
    private static void fill(Store store, List<Result> events, CompiledDefinition... definitions) throws SQLException {
        store.accept(events);
        store.accept(Samples.asOf(1, AS_OF));
        store.flush();
        for (CompiledDefinition d : definitions) {
            String own = ProcessesEngine.rowsOf(d.definition().process(), "main.events");
            store.accept(BatchFacts.of(d, store, own, AS_OF));
        }
        List<Result> evictions = new ArrayList<>();
        TreeSet<String> cases = new TreeSet<>();
        events.forEach(e -> cases.add(e.values()[0] + "/" + e.values()[2]));
        cases.forEach(c -> evictions.add(
                new Result(Result.Kind.EVICT_CASE, null, new Object[] {c.split("/")[0], 1L, c.split("/")[1]}, 1)));
        store.accept(evictions);
        store.flush();
    }

    private Store filled() throws SQLException {
        Store store = open(FIRST, REFERRAL);
        List<Result> events = new ArrayList<>(BatchFacts.events(11, 40));
        events.addAll(referrals());
        fill(store, events, FIRST, REFERRAL);
        return store;
    }

    /** The rows of a process in all derived tables, by the columns of its definition. */
    private static List<String> rows(Store store, CompiledDefinition d) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection c = store.newConnection();
                Statement s = c.createStatement()) {
            for (FactTable table : FactTable.values()) {
                String columns = TableSchema.of(table, d.definition()).columnList();
                try (ResultSet r = s.executeQuery("SELECT '" + table + "', " + columns + " FROM " + table.tableName()
                        + " WHERE process = '" + d.definition().process() + "' ORDER BY ALL")) {
                    while (r.next()) {
                        Object[] row = new Object[r.getMetaData().getColumnCount()];
                        for (int i = 0; i < row.length; i++) {
                            row[i] = r.getObject(i + 1);
                        }
                        rows.add(Arrays.toString(row));
                    }
                }
            }
        }
        return rows;
    }

    private static long count(Store store, String sql) throws SQLException {
        try (Connection c = store.newConnection()) {
            return Sql.oneLong(c, sql).orElse(0);
        }
    }

    @Test
    void eachProcessHasTheRowsThatItHasInAStoreOfItsOwn() throws Exception {
        try (Store both = filled();
                Store alone = Store.open(dir.resolve("alone"), REFERRAL, OPTIONS)) {
            fill(alone, referrals(), REFERRAL);
            assertThat(rows(both, REFERRAL)).hasSizeGreaterThan(200).isEqualTo(rows(alone, REFERRAL));
            assertThat(count(
                            both, "SELECT count(*) FROM events WHERE process = 'authorization' AND visits IS NOT NULL"))
                    .isZero();
            assertThat(new Verification(both).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void aWrongRowOfEitherProcessIsFound() throws Exception {
        try (Store store = filled()) {
            for (String process : List.of("authorization", "referral")) {
                String set = " SET %s WHERE process = '" + process + "' AND case_id = 'case-3'";
                try (Connection c = store.newConnection()) {
                    Sql.run(c, "UPDATE kept.cases" + set.formatted("touches = touches + 1"));
                    VerifyReport report = new Verification(store).verify();
                    assertThat(report.clean()).isFalse();
                    assertThat(report.tables())
                            .flatExtracting(VerifyReport.TableReport::differences)
                            .allSatisfy(d -> assertThat(d.key()).containsEntry("process", process));
                    Sql.run(c, "UPDATE kept.cases" + set.formatted("touches = touches - 1"));
                }
            }
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void aLateEventRepairsTheCaseOfItsProcessAndNotItsNamesake() throws Exception {
        try (Store store = filled()) {
            List<String> first = rows(store, FIRST);
            List<String> second = rows(store, REFERRAL);
            store.accept(List.of(referred(BatchFacts.event("case-3", 99, "SUBMITTED", NOON - HOUR, true))));
            store.flush();
            assertThat(new CaseRepair(store).repair()).isOne();
            assertThat(rows(store, FIRST)).isEqualTo(first);
            assertThat(rows(store, REFERRAL)).isNotEqualTo(second);
            store.accept(List.of(BatchFacts.event("case-3", 99, "SUBMITTED", NOON - HOUR, true)));
            store.flush();
            assertThat(new CaseRepair(store).repair()).isOne();
            assertThat(rows(store, FIRST)).isNotEqualTo(first);
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void eachProcessRetainsAsItsOwnDefinitionSays() throws Exception {
        CompiledDefinition shortly = Definitions.compile(
                "short.yaml", REFERRAL.definition().text().replace("lateness: 1h", "lateness: 1h\nretain: 5d"));
        try (Store store = open(FIRST, shortly)) {
            List<Result> events = new ArrayList<>(BatchFacts.events(11, 40));
            events.addAll(referrals());
            fill(store, events, FIRST, shortly);
            List<String> first = rows(store, FIRST);
            String closed = "SELECT count(DISTINCT case_id) FROM cases c WHERE process = 'referral' AND case_id NOT IN"
                    + " (SELECT case_id FROM cases WHERE process = 'referral' AND closed_at IS NULL)";
            long due = count(store, closed);
            long panes = count(store, "SELECT sum(denominator) FROM measure_panes WHERE process = 'referral'");
            assertThat(due).isGreaterThan(5);
            assertThat(new Retention(store).step()).isEqualTo((int) due);
            assertThat(count(store, closed)).isZero();
            assertThat(rows(store, FIRST)).isEqualTo(first);
            assertThat(count(store, "SELECT sum(denominator) FROM measure_panes WHERE process = 'referral'"))
                    .isEqualTo(panes);
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void aProcessComesLaterAndVersionsOfAnotherOneAfterIt() throws Exception {
        CompiledDefinition second = Definitions.compile(
                "second.yaml",
                FIRST.definition()
                        .text()
                        .replace("process: authorization", "process: authorization\nversion: 2")
                        .replace("{payer: text}", "{payer: text, ward: text}")
                        .replace("within: 72h", "within: 24h"));
        try (Store store = open(FIRST)) {
            fill(store, BatchFacts.events(11, 40), FIRST);
            store.put(new DefinitionVersion(REFERRAL, DefinitionVersion.BEGINNING), PUT);
            store.put(new DefinitionVersion(second, NOON + 50 * HOUR), PUT);
            fill(store, referrals(), REFERRAL);
            List<String> referrals = rows(store, REFERRAL);
            assertThat(new CaseRepair(store).repair()).isPositive();
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
            assertThat(rows(store, REFERRAL)).isEqualTo(referrals);
            assertThat(count(store, "SELECT count(*) FROM cases WHERE version = 2 AND process = 'referral'"))
                    .isZero();
        }
        try (Store store = Store.openExisting(dir.resolve("store"))) {
            assertThat(store.processes().names()).containsExactly("authorization", "referral");
            Object[] event =
                    BatchFacts.event("new", 1, "SUBMITTED", NOON - HOUR, false).values();
            Object[] withWard = Arrays.copyOf(event, event.length + 1);
            withWard[event.length] = "west";
            store.accept(List.of(
                    Result.upsert(FactTable.EVENTS, withWard, 1),
                    referred(BatchFacts.event("new", 1, "SUBMITTED", NOON, true))));
            store.flush();
            assertThat(count(
                            store,
                            "SELECT count(*) FROM events WHERE case_id = 'new' AND (ward = 'west') = (process ="
                                    + " 'authorization') IS NOT FALSE AND (clinic = 'clinic 1') = (process = 'referral')"
                                    + " IS NOT FALSE"))
                    .isEqualTo(2);
        }
    }

    @Test
    void processesThatCannotShareTablesAreRefusedAndNothingIsKept() throws Exception {
        CompiledDefinition other = Definitions.compile(
                "other.yaml", "process: other\nattributes: {payer: integer}\nclose_after: 1d\nlateness: 1h\n");
        assertThatThrownBy(() -> open(FIRST, other))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("payer is text in process authorization")
                .hasMessageContaining("payer is integer in process other");
        assertThatThrownBy(() -> open(FIRST, FIRST)).hasMessageContaining("two definitions");
        try (Store store = open(FIRST)) {
            assertThatThrownBy(() -> store.put(new DefinitionVersion(other, DefinitionVersion.BEGINNING), PUT))
                    .hasMessageContaining("payer is integer in process other");
            assertThatThrownBy(() -> new DryRun(store).of(new DefinitionVersion(other, DefinitionVersion.BEGINNING)))
                    .hasMessageContaining("payer is integer in process other");
            assertThat(store.processes().names()).containsExactly("authorization");
            assertThat(count(store, "SELECT count(*) FROM kept.definitions")).isOne();
        }
    }

    @Test
    void aStoreIsOpenedByAnyOfItsProcessesAndTakesFurtherOnes() {
        open(FIRST).close();
        assertThatThrownBy(() -> open(REFERRAL)).hasMessageContaining("process is authorization, not referral");
        try (Store store = open(REFERRAL, FIRST)) {
            assertThat(store.processes().names()).containsExactly("authorization", "referral");
            assertThatThrownBy(store::definition).hasMessageContaining("authorization, referral");
        }
        try (Store store = open(REFERRAL)) {
            assertThat(store.processes().names()).containsExactly("authorization", "referral");
        }
        CompiledDefinition changed = referral("clinic: text, visits: integer, payer: text, more: text");
        assertThatThrownBy(() -> open(FIRST, changed))
                .hasMessageContaining("another text of the definition of referral");
    }

    @Test
    void aDryRunIsAboutTheCasesOfItsProcess() throws Exception {
        CompiledDefinition next = Definitions.compile(
                "next.yaml",
                REFERRAL.definition()
                        .text()
                        .replace("process: referral", "process: referral\nversion: 2")
                        .replace("payer: text}", "payer: text, more: text}")
                        .replace("within: 24h", "within: 1h"));
        try (Store store = filled()) {
            Map<String, Object> document =
                    new DryRun(store).of(new DefinitionVersion(next, DefinitionVersion.BEGINNING));
            assertThat(document)
                    .containsEntry("process", "referral")
                    .containsEntry(
                            "cases",
                            count(store, "SELECT count(DISTINCT case_id) FROM cases WHERE process = 'referral'"));
            assertThat(document.get("slas").toString()).contains("standard");
            Map<String, Object> unknown =
                    new DryRun(store).of(new DefinitionVersion(named(REFERRAL, "claim"), DefinitionVersion.BEGINNING));
            assertThat(unknown).containsEntry("process", "claim").containsEntry("cases", 0L);
        }
    }

    @Test
    void aMeasureMayFollowOnlyProcessesThatAreHereOrComeWithIt() throws SQLException {
        CompiledDefinition follower = Definitions.compile(
                "order.yaml",
                "process: order\nmeasures: {kept: {followed_by: {process: visit, when: seen, within: 3d}}}");
        String visit =
                "process: visit\ncase: {seen: {any: \"activity = 'SEEN'\"}}\nrelations: {order: {process: order}}";
        CompiledDefinition followed = Definitions.compile("visit.yaml", visit);
        assertThatThrownBy(() -> open(follower))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("measure kept of process order follows process \"visit\"");
        try (Store store = open(FIRST)) {
            assertThatThrownBy(() -> store.put(new DefinitionVersion(follower, DefinitionVersion.BEGINNING), PUT))
                    .hasMessageContaining("which is not defined here");
            assertThat(store.processes().names()).containsExactly("authorization");
        }
        try (Store store = open(FIRST, follower, followed)) {
            assertThat(store.processes().names()).containsExactly("authorization", "order", "visit");
        }
    }
}
