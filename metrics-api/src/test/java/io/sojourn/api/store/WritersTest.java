package io.sojourn.api.store;

import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.about;
import static io.sojourn.api.store.Samples.asOf;
import static io.sojourn.api.store.Samples.inGroup;
import static io.sojourn.api.store.Samples.replacement;
import static io.sojourn.api.store.Samples.row;
import static io.sojourn.api.store.StoreTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Kind;
import io.sojourn.fact.Result.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store makes of several writers, and of those that take over from others. */
class WritersTest {
    @TempDir
    Path dir;

    private Store open() {
        return Store.open(dir, Samples.definition(), new StoreOptions(512, 2, 1_000, Duration.ofMillis(20)));
    }

    private static Result stay(int group, long epoch, String caseId, int episode, long enteredAt) {
        return inGroup(
                group,
                row(
                        epoch,
                        FactTable.STAYS,
                        "case_id",
                        caseId,
                        "episode",
                        episode,
                        "queue",
                        "intake",
                        "ordinal",
                        1,
                        "entered_at",
                        enteredAt));
    }

    private static Result pane(int group, FactTable table, String name, int count) {
        boolean measure = table == FactTable.MEASURE_PANES;
        return inGroup(
                group,
                row(
                        1,
                        table,
                        measure ? "measure" : "queue",
                        name,
                        "pane",
                        NOON,
                        "payer",
                        "(all)",
                        measure ? "numerator" : "arrivals",
                        count));
    }

    private static Result age(int group, String queue) {
        return inGroup(group, row(FactTable.QUEUE_AGING, "queue", queue, "payer", "(none)", "open", 1));
    }

    private static Result replaceGroup(FactTable table, int group, long epoch) {
        return new Result(Kind.REPLACE_GROUP, table, new Object[0], group, epoch);
    }

    private static Result event(String source, String id, int sequence, long time, String activity, boolean late) {
        return row(
                FactTable.EVENTS,
                "case_id",
                "c",
                "source",
                source,
                "event_id",
                id,
                "revision",
                0,
                "operation",
                "append",
                "sequence",
                sequence,
                "time",
                time,
                "activity",
                activity,
                "late",
                late);
    }

    private static Result correction(String source, String target, int revision) {
        return row(
                FactTable.EVENTS,
                "case_id",
                "c",
                "source",
                source,
                "event_id",
                target,
                "revision",
                revision,
                "operation",
                revision % 2 == 0 ? "retract" : "correct",
                "time",
                NOON + 1_000_000_000L);
    }

    private static List<String> stays(Store store) throws Exception {
        return rows(store, "SELECT case_id, episode, epoch_us(entered_at) - " + NOON + " FROM stays ORDER BY ALL");
    }

    private static List<String> panes(Store store) throws Exception {
        return rows(
                store,
                "SELECT measure FROM measure_panes UNION ALL SELECT queue FROM queue_panes UNION ALL SELECT queue FROM"
                        + " queue_aging ORDER BY ALL");
    }

    private static List<String> events(Store store) throws Exception {
        return rows(store, "SELECT source, event_id, revision, activity FROM events ORDER BY ALL");
    }

    private static void apply(Store store, Result... results) {
        store.accept(List.of(results));
        store.flush();
    }

    @Test
    void whatAReplacedWriterStillSaysOfItsGroupIsVoid() throws Exception {
        try (Store store = open()) {
            apply(store, stay(7, 5, "a", 1, NOON), stay(7, 4, "a", 1, NOON + 1), stay(8, 4, "b", 1, NOON + 2));
            assertThat(stays(store)).containsExactly("a|1|0", "b|1|2");
            assertThat(store.figures().voided()).isOne();
        }
        try (Store store = open()) {
            Result replaceByOld = inGroup(7, replacement(4, "a", 1));
            apply(store, stay(7, 4, "a", 1, NOON + 3), replaceByOld, stay(7, 5, "c", 1, NOON + 4));
            assertThat(stays(store)).containsExactly("a|1|0", "b|1|2", "c|1|4");
            apply(store, stay(7, 6, "a", 1, NOON + 5), stay(7, 5, "c", 1, NOON + 6));
            assertThat(stays(store)).containsExactly("a|1|5", "b|1|2", "c|1|4");
        }
    }

    @Test
    void epochsOfOtherLanesAreNoMatterAndNoGroupIsNeverVoid() throws Exception {
        try (Store store = open()) {
            apply(store, stay(7, 9, "a", 1, NOON));
            apply(
                    store,
                    pane(7, FactTable.MEASURE_PANES, "m", 1),
                    age(7, "q"),
                    stay(Result.NO_GROUP, 1, "a", 1, NOON + 8));
            assertThat(panes(store)).containsExactly("m", "q");
            assertThat(stays(store)).containsExactly("a|1|8");
        }
    }

    @Test
    void replacingAGroupRemovesItsRowsInTheTablesOfItsLaneOnly() throws Exception {
        try (Store store = open()) {
            apply(
                    store,
                    pane(1, FactTable.MEASURE_PANES, "m1", 1),
                    pane(1, FactTable.QUEUE_PANES, "q1", 1),
                    pane(2, FactTable.MEASURE_PANES, "m2", 1),
                    pane(Result.NO_GROUP, FactTable.QUEUE_PANES, "q0", 1),
                    age(1, "a1"));
        }
        try (Store store = open()) {
            apply(
                    store,
                    replaceGroup(FactTable.MEASURE_PANES, 1, 2),
                    pane(1, FactTable.MEASURE_PANES, "of the old writer", 1));
            assertThat(panes(store)).containsExactly("a1", "m2", "q0");
            apply(store, replaceGroup(FactTable.QUEUE_AGING, 1, 2));
            assertThat(panes(store)).containsExactly("m2", "q0");
        }
    }

    @Test
    void whatWasSaidOfAGroupBeforeItsReplacementInOneBatchIsVoid() throws Exception {
        try (Store store = open()) {
            apply(
                    store,
                    pane(1, FactTable.MEASURE_PANES, "m1", 1),
                    pane(1, FactTable.QUEUE_PANES, "q1", 1),
                    pane(2, FactTable.MEASURE_PANES, "m2", 1),
                    replaceGroup(FactTable.QUEUE_PANES, 1, 1),
                    pane(1, FactTable.MEASURE_PANES, "m3", 1));
            assertThat(panes(store)).containsExactly("m2", "m3");
        }
    }

    @Test
    void aReplacedCaseKeepsTheEventsThatAreBehindAndTheirCorrections() throws Exception {
        try (Store store = open()) {
            apply(
                    store,
                    event("s", "e1", 1, NOON, "first", false),
                    event("s", "e2", 2, NOON + 5, "last", false),
                    event("s", "e3", 3, NOON + 5, "after by sequence", false),
                    event("t", "e2", 1, NOON + 5, "after by source", false),
                    event("s", "e4", 1, NOON + 6, "after by time", false),
                    correction("s", "e1", 1),
                    correction("s", "e4", 1),
                    correction("s", "waits", 2),
                    stay(3, 1, "c", 1, NOON),
                    stay(3, 1, "c", 2, NOON),
                    about(Kind.EVICT_CASE, 1, "c"));
            apply(store, inGroup(3, replacement(2, "c", 2, NOON + 5, "s", 2L, "e2")), stay(3, 2, "c", 2, NOON + 7));
            assertThat(events(store)).containsExactly("s|e1|0|first", "s|e1|1|null", "s|e2|0|last");
            assertThat(stays(store)).containsExactly("c|1|0", "c|2|7");
            assertThat(rows(store, "SELECT case_id FROM kept.evicted_cases")).containsExactly("c");
        }
    }

    @Test
    void aCaseOfWhichNothingHasLeftIsToldWhollyAnew() throws Exception {
        try (Store store = open()) {
            apply(
                    store,
                    event("s", "e1", 1, NOON, "first", false),
                    correction("s", "e1", 1),
                    stay(3, 1, "c", 1, NOON),
                    about(Kind.EVICT_CASE, 1, "c"),
                    about(Kind.EVICT_CASE, 1, "other"),
                    replacement(1, "c", 1),
                    event("s", "e9", 9, NOON, "anew", false));
            assertThat(events(store)).containsExactly("s|e9|0|anew");
            assertThat(stays(store)).isEmpty();
            assertThat(rows(store, "SELECT case_id FROM kept.evicted_cases")).containsExactly("other");
        }
        try (Store store = open()) {
            apply(store, replacement(1, "c", 1), replacement(1, "other", 1));
            assertThat(events(store)).isEmpty();
            assertThat(rows(store, "SELECT case_id FROM kept.evicted_cases")).isEmpty();
        }
    }

    @Test
    void aLateEventReplacesNothing() throws Exception {
        try (Store store = open()) {
            apply(store, event("s", "e1", 1, NOON, "first", false));
            apply(store, event("s", "e1", 1, NOON, "again", true), event("s", "e2", 1, NOON, "new", true));
            assertThat(events(store)).containsExactly("s|e1|0|first", "s|e2|0|new");
        }
    }

    @Test
    void asOfIsTheLeastOfAllWritersOnceAllHaveSpoken() {
        try (Store store = open()) {
            apply(store, asOf(Lane.CASES, 0, 2, 1, 50), asOf(Lane.CASES, 1, 2, 1, 40), asOf(Lane.PANES, 0, 1, 1, 60));
            assertThat(store.asOf()).isEmpty();
            apply(store, asOf(Lane.SOURCE, 0, 1, 1, 10));
            assertThat(store.asOf()).isEmpty();
            apply(store, asOf(Lane.AGES, 0, 1, 1, 45));
            assertThat(store.asOf()).hasValue(40);
            apply(store, asOf(Lane.CASES, 1, 2, 1, 55));
            assertThat(store.asOf()).hasValue(45);
        }
        try (Store store = open()) {
            apply(store, asOf(Lane.AGES, 0, 1, 1, 90));
            assertThat(store.asOf()).hasValue(50);
        }
    }

    @Test
    void writersOfAnotherNumberThanTheNewestAreForgottenAndAsOfNeverGoesBack() {
        try (Store store = open()) {
            apply(store, asOf(Lane.PANES, 0, 1, 1, 1_000), asOf(Lane.AGES, 0, 1, 1, 1_000));
            apply(store, asOf(Lane.CASES, 0, 2, 1, 100), asOf(Lane.CASES, 1, 2, 2, 120));
            assertThat(store.asOf()).hasValue(100);
            apply(store, asOf(Lane.CASES, 0, 1, 3, 90));
            assertThat(store.asOf()).hasValue(100);
            apply(store, asOf(Lane.CASES, 1, 2, 2, 500), asOf(Lane.CASES, 0, 2, 1, 500));
            assertThat(store.asOf()).hasValue(100);
            apply(store, asOf(Lane.CASES, 0, 1, 3, 130));
            assertThat(store.asOf()).hasValue(130);
            apply(store, asOf(Lane.CASES, 0, 1, 2, 999), asOf(Lane.CASES, 0, 1, 3, 125));
            assertThat(store.asOf()).hasValue(130);
        }
    }

    @Test
    void aWriterThatCannotBeIsRefused() {
        try (Store store = open()) {
            assertThatThrownBy(() -> apply(store, asOf(Lane.CASES, 2, 2, 1, 5)))
                    .isInstanceOf(SojournException.class)
                    .hasMessageContaining("no writer 2 of 2");
            assertThatThrownBy(() -> apply(store, asOf(Lane.CASES, 0, 1_000_000_000, 1, 5)))
                    .isInstanceOf(SojournException.class);
        }
    }
}
