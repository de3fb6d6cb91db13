package io.sojourn.mining.facts;

import static io.sojourn.mining.facts.TestDefinition.DAY;
import static io.sojourn.mining.facts.TestLog.at;
import static io.sojourn.mining.facts.TestLog.monday;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Worked examples of the rules, by hand. Times are of Monday, 2026-01-05, where no day is written. */
class BatchEngineTest {
    private BatchRun run;

    @BeforeEach
    void open() throws SQLException {
        run = new BatchRun();
    }

    @AfterEach
    void close() throws SQLException {
        run.close();
    }

    @Test
    void leavesComeBeforeEntersAndTheCloseEndsWhatIsOpen() throws SQLException {
        CompiledDefinition d = new TestDefinition()
                .close("activity = 'END'")
                .queue("it's", "activity IN ('IN', 'AGAIN')", "activity IN ('OUT', 'AGAIN')")
                .compile();
        TestLog log = new TestLog(0)
                .add("a", monday("08:00"), "OUT")
                .add("a", monday("09:00"), "IN")
                .add("a", monday("09:30"), "IN")
                .add("a", monday("10:00"), "AGAIN")
                .add("a", monday("11:00"), "END")
                .add("a", monday("12:00"), "IN");
        run.run(d, log.events, monday("13:00"));
        assertThat(run.rows(FactTable.STAYS, "episode, queue, ordinal, entered_at, left_at, ended_by", d.definition()))
                .containsExactly(
                        "1 | it's | 1 | 09:00 | 10:00 | left",
                        "1 | it's | 2 | 10:00 | 11:00 | closed",
                        "2 | it's | 1 | 12:00 | - | -");
        assertThat(run.rows(
                        FactTable.CASES,
                        "episode, started_at, closed_at, closed_by, events, re_enters, stray_leaves, reopened",
                        d.definition()))
                .containsExactly("1 | 08:00 | 11:00 | rule | 5 | 1 | 1 | 0", "2 | 12:00 | - | - | 1 | 0 | 0 | 1");
        assertThat(run.rows(FactTable.QUEUE_AGING, "open, oldest_at, age_sum_s, p50_us, bands", d.definition()))
                .containsExactly("1 | 12:00 | 3600 | 3600000000 | 0,1,0");
        assertThat(run.rows(FactTable.QUEUE_PANES, "pane, arrivals, departures", d.definition()))
                .containsExactly("09:00 | 1 | 0", "10:00 | 1 | 1", "11:00 | 0 | 1", "12:00 | 1 | 0");
    }

    @Test
    void aPerInstanceQueueTakesTheOldestOfTheSameInstance() throws SQLException {
        CompiledDefinition d = new TestDefinition()
                .instanceQueue("q", "lifecycle = 'schedule'", "lifecycle = 'start'")
                .compile();
        TestLog log = new TestLog(0)
                .add("a", monday("08:00"), "T", "start", null, null, null, "1")
                .add("a", monday("09:00"), "T", "schedule", null, null, null, "1")
                .add("a", monday("09:10"), "T", "schedule", null, null, null, null)
                .add("a", monday("09:20"), "T", "schedule", null, null, null, "1")
                .add("a", monday("09:30"), "T", "start", null, null, null, "1")
                .add("a", monday("09:40"), "T", "start", null, null, null, null);
        run.run(d, log.events, monday("10:00"));
        assertThat(run.rows(FactTable.STAYS, "ordinal, instance, entered_at, left_at", d.definition()))
                .containsExactly("1 | 1 | 09:00 | 09:30", "2 | - | 09:10 | 09:40", "3 | 1 | 09:20 | -");
        assertThat(run.rows(FactTable.CASES, "stray_leaves, re_enters", d.definition()))
                .containsExactly("1 | 0");
    }

    @Test
    void silenceClosesAnEpisodeAtTheLastInstantOfThePatience() throws SQLException {
        CompiledDefinition d =
                new TestDefinition().closeAfter(DAY).queue("q", "TRUE", "FALSE").compile();
        TestLog log = new TestLog(0)
                .add("a", at("2026-01-05T08:00Z"), "A")
                .add("a", at("2026-01-06T08:00Z"), "A")
                .add("a", at("2026-01-07T07:59Z"), "A");
        run.run(d, log.events, at("2026-01-08T07:59Z"));
        assertThat(run.rows(FactTable.CASES, "episode, last_at, closed_at, closed_by", d.definition()))
                .containsExactly(
                        "1 | 08:00 | 2026-01-06 08:00 | silence", "2 | 2026-01-07 07:59 | 2026-01-08 07:59 | silence");
    }

    @Test
    void theHighestVersionOfACorrectionWinsAndARetractionTakesTheEventAway() throws SQLException {
        CompiledDefinition d = new TestDefinition()
                .queue("q", "activity = 'IN'", "activity = 'OUT'")
                .compile();
        TestLog log = new TestLog(0)
                .add("a", monday("09:00"), "X")
                .add("a", monday("10:00"), "OUT")
                .add("a", monday("11:00"), "IN")
                .correct("a", "e1", 2, monday("08:00"), "IN")
                .correct("a", "e1", 1, monday("07:00"), "OUT")
                .correct("a", "e3", 1, monday("07:00"), null);
        run.run(d, log.events, monday("12:00"));
        assertThat(run.rows(FactTable.STAYS, "entered_at, left_at", d.definition()))
                .containsExactly("08:00 | 10:00");
    }

    @Test
    void anUnusableRelationIsNamed() {
        CompiledDefinition d = new TestDefinition().compile();
        assertThatThrownBy(() -> new BatchEngine(d).compute(run.connection, "nowhere", "batch", 0))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("nowhere");
    }
}
