package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that gets further versions of its definition: its tables grow, and cases that had left move by a repair. */
class VersionsTest {
    private static final long AS_OF = NOON + 300 * HOUR;
    private static final Instant PUT = Instant.parse("2026-03-20T00:00:00Z");

    private static final CompiledDefinition SECOND = version(2, "attributes: {payer: text, ward: text}")
            .apply("dimensions: [payer]", "dimensions: [ward, payer]")
            .apply("within: 72h", "within: 24h")
            .apply("measures:\n", "measures:\n  asked: {count: \"activity = 'ASKED'\", by: [ward]}\n")
            .apply("lateness: 1h\n", "lateness: 1h\ncase: {was_asked: {any: \"activity = 'ASKED'\"}}\n")
            .compiled();

    @TempDir
    Path dir;

    private record Text(String yaml) {
        Text apply(String from, String to) {
            assertThat(yaml).contains(from);
            return new Text(yaml.replace(from, to));
        }

        CompiledDefinition compiled() {
            return Definitions.compile("next.yaml", yaml);
        }
    }

    private static Text version(int number, String attributes) {
        return new Text(BatchFacts.DEFINITION.definition().text())
                .apply("process: authorization\n", "process: authorization\nversion: " + number + "\n")
                .apply("attributes: {payer: text}", attributes);
    }

    private Store open(CompiledDefinition definition) {
        return Store.open(dir, definition, new StoreOptions(1_024, 2, 10_000, Duration.ofMillis(5)));
    }

    /** A stream that told everything under version 1; all its cases have left. */
    private Store filled() throws Exception {
        Store store = open(BatchFacts.DEFINITION);
        List<Result> events = BatchFacts.events(11, 40);
        store.accept(events);
        store.accept(Samples.asOf(1, AS_OF));
        store.flush();
        store.accept(BatchFacts.of(store, "main.events", AS_OF));
        TreeSet<String> cases = new TreeSet<>();
        events.forEach(e -> cases.add((String) e.values()[2]));
        List<Result> evictions = new ArrayList<>();
        cases.forEach(
                c -> evictions.add(new Result(Result.Kind.EVICT_CASE, null, new Object[] {"authorization", 1L, c}, 1)));
        store.accept(evictions);
        store.flush();
        return store;
    }

    private static long count(Store store, String sql) throws Exception {
        try (Connection c = store.newConnection()) {
            return Sql.oneLong(c, sql).orElse(0);
        }
    }

    @Test
    void casesThatHadLeftMoveToTheVersionThatTakesThemOver() throws Exception {
        try (Store store = filled()) {
            assertThat(new Verification(store).verify().clean()).isTrue();
            store.put(new DefinitionVersion(SECOND, NOON + 50 * HOUR), PUT);
            assertThat(new Verification(store).verify().clean()).isFalse();
            assertThat(new CaseRepair(store).repair()).isPositive();
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
            assertThat(count(store, "SELECT count(DISTINCT version) FROM cases"))
                    .isEqualTo(2);
            assertThat(count(store, "SELECT count(*) FROM cases WHERE version = 1 AND was_asked IS NOT NULL"))
                    .isZero();
            assertThat(count(store, "SELECT count(*) FROM cases WHERE version = 2 AND was_asked IS NULL"))
                    .isZero();
            assertThat(new CaseRepair(store).repair()).as("again").isZero();
        }
    }

    @Test
    void aVersionThatIsValidFromTheBeginningRecomputesAllCases() throws Exception {
        try (Store store = filled()) {
            store.put(new DefinitionVersion(SECOND, NOON + 50 * HOUR), PUT);
            new CaseRepair(store).repair();
            CompiledDefinition third = version(3, "attributes: {payer: text, ward: text, bed: integer}")
                    .compiled();
            store.put(new DefinitionVersion(third, DefinitionVersion.BEGINNING), PUT);
            long cases = count(store, "SELECT count(DISTINCT case_id) FROM cases");
            assertThat(new CaseRepair(store).repair()).isEqualTo((int) cases);
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
            assertThat(count(store, "SELECT count(*) FROM cases WHERE version <> 3"))
                    .isZero();
        }
    }

    @Test
    void eventsThatCameLateBelongToTheVersionOfTheirCase() throws Exception {
        try (Store store = filled()) {
            store.put(new DefinitionVersion(SECOND, NOON + 50 * HOUR), PUT);
            new CaseRepair(store).repair();
            // Its first event is now before the second version.
            store.accept(List.of(BatchFacts.event("case-3", 99, "SUBMITTED", NOON - HOUR, true)));
            store.flush();
            assertThat(new CaseRepair(store).repair()).isPositive();
            assertThat(new Verification(store).verify()).matches(VerifyReport::clean, "clean");
        }
    }

    @Test
    void aStoreIsOpenedAgainWithItsVersions() throws Exception {
        try (Store store = filled()) {
            store.put(new DefinitionVersion(SECOND, NOON + 50 * HOUR), PUT);
            new CaseRepair(store).repair();
        }
        assertThatThrownBy(() -> open(BatchFacts.DEFINITION)).hasMessageContaining("version is 2, not 1");
        try (Store store = open(SECOND)) {
            assertThat(store.history().versions())
                    .extracting(DefinitionVersion::validFrom)
                    .containsExactly(DefinitionVersion.BEGINNING, NOON + 50 * HOUR);
            Object[] event = BatchFacts.event("new", 1, "SUBMITTED", NOON + 60 * HOUR, false)
                    .values();
            Object[] withWard = Arrays.copyOf(event, event.length + 1);
            withWard[1] = 2L;
            withWard[event.length] = "west";
            store.accept(List.of(Result.upsert(FactTable.EVENTS, withWard, 1)));
            store.flush();
            assertThat(count(store, "SELECT count(*) FROM events WHERE ward = 'west'"))
                    .isOne();
        }
        try (Store store = Store.openExisting(dir)) {
            assertThat(store.definition().definition().version()).isEqualTo(2);
        }
    }

    @Test
    void whatCannotLiveBesideTheOthersIsRefused() {
        try (Store store = open(BatchFacts.DEFINITION)) {
            refuses(store, BatchFacts.DEFINITION, "version 1 is here already");
            refuses(
                    store,
                    version(2, "attributes: {insurer: text, payer: text}").compiled(),
                    "attribute payer is number 1");
            store.put(new DefinitionVersion(SECOND, 0), PUT);
            refuses(
                    store,
                    version(3, "attributes: {payer: text}").compiled(),
                    "attribute ward is number 2 in version 2");
            CompiledDefinition counted = version(3, "attributes: {payer: text, ward: text}")
                    .apply("lateness: 1h\n", "lateness: 1h\ncase: {was_asked: {count: \"activity = 'ASKED'\"}}\n")
                    .compiled();
            refuses(store, counted, "was_asked of its tables is integer, and boolean in an earlier version");
            assertThat(store.history().versions()).hasSize(2);
        }
    }

    private static void refuses(Store store, CompiledDefinition next, String why) {
        assertThatThrownBy(() -> store.put(new DefinitionVersion(next, 0), PUT))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining(why);
    }
}
