package io.sojourn.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.event.SojournException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query is told about itself: where it is wrong, what was meant, what it reads, what could come next. */
class QueryHelpTest {
    @TempDir
    private static Path folder;

    private static Worker worker;

    @BeforeAll
    static void open() throws SQLException {
        worker = new Worker(new SampleStore(20), folder);
    }

    @AfterAll
    static void close() throws SQLException {
        worker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from evnts | line 1 column 15 | events",
                "select activty from events | line 1 column 8 | activity",
                "select e.tem from events e | line 1 column 10 | team",
                "select medain(sequence) from events | line 1 column 8 | median",
                "select * from varant() | line 1 column 15 | variant",
                "select count(*)\\n from queue_nw | line 2 column 7 | queue_now",
                "select now() | line 1 column 8 | as_of()",
                "select working_time(started_at, last_at, 'ofice') from cases | line 1 column 42 | office",
                "select case_id from events wher team = 'a' | line 1 column 33 | Maybe it can be said",
                "select interval '3 dys' | line 1 column 8 | like '3 days'",
                "select time + interval '1 month 2 days' from events | line 1 column 15 | mixes months",
                "select a.team from events a asof join cases c on a.case_id = c.case_id | line 1 column 50 | one of >="
            })
    void errorNamesItsPlaceAndTheNearestName(String sql, String place, String hint) {
        SojournException e = catchThrowableOfType(SojournException.class, () -> worker.run(sql.replace("\\n", "\n")));

        assertThat(e).isNotNull();
        assertThat(e.fullMessage()).contains(place).containsIgnoringCase(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select count(*) from cases | cases | ",
                "select x.a from (select team as a from events) x | events | events.team",
                "select (select max(rework) from cases c where c.case_id = e.case_id) as m from events e | cases events |"
                        + " cases.case_id cases.rework events.case_id",
                "with c as (select * exclude (process) from deliveries) select * from c | deliveries |"
                        + " deliveries.case_id deliveries.conflicts deliveries.duplicates deliveries.version",
                "select 1 from stays where exists (select 1 from events where outcome = 'x') order by (select max(resource) from"
                        + " activity_instances) | activity_instances events stays |"
                        + " activity_instances.resource events.outcome",
                "select count(*) filter (where team in (select to_party from handoffs)) from events | events handoffs |"
                        + " events.team handoffs.to_party",
                "select list_transform(list(team), lambda t: concat(t, 'x')) from events group by urgency | events |"
                        + " events.team events.urgency",
                "select to_activity from waiting_time() where waiting_us > 5 | activity_instances |"
                        + " activity_instances.activity activity_instances.case_id activity_instances.completed_at"
                        + " activity_instances.episode activity_instances.ordinal activity_instances.process"
                        + " activity_instances.resource activity_instances.started_at activity_instances.team",
                "select s.queue from stays s asof join queue_panes q on s.queue = q.queue and s.entered_at >= q.pane |"
                        + " queue_panes stays | queue_panes.pane queue_panes.queue stays.entered_at stays.queue"
            })
    void lineageNamesEachColumnThatIsRead(String sql, String tables, String columns) throws Exception {
        var answer = worker.run(sql);

        assertThat(answer.path("tables"))
                .extracting(t -> t.asText())
                .containsExactly(tables.strip().split(" "));
        assertThat(answer.path("reads"))
                .extracting(c -> c.asText())
                .containsExactly(
                        columns == null ? new String[0] : columns.strip().split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select e.te^ from events e | team | column",
                "select e.^ from events as e join cases c on true | activity | column",
                "select ^ from events | activity | column",
                "select * from ev^ | events | table",
                "select * from cases c, ^ | stays | table",
                "select * from cases join queue_^ | queue_now | table",
                "select * from v^ | variant | operator",
                "select v.var^ from variant() v | variant | column",
                "select med^ from events | median | function",
                "select * from events wh^ | where | word",
                "with slow as (select 1) select * from sl^ | slow | table",
                "select long_name.x, lo^ from events long_name | long_name | alias"
            })
    void proposesWhatCanStandThere(String marked, String wanted, String kind) {
        int cursor = marked.indexOf('^');
        Proposals proposals = worker.database().complete(marked.replace("^", ""), cursor, null);

        assertThat(proposals.items())
                .anyMatch(i -> i.text().equals(wanted) && i.kind().equals(kind))
                .hasSizeLessThanOrEqualTo(Completion.MOST);
        assertThat(marked.substring(proposals.from(), cursor)).matches("[a-z_]*");
    }

    @Test
    void proposesNothingInTextsAndNothingThatIsSecret() {
        assertThat(worker.database().complete("select 'ab", 10, null).items()).isEmpty();
        assertThat(worker.database().complete("select 1 -- fr", 14, null).items())
                .isEmpty();
        assertThat(worker.database().complete("select * from s", 15, null).items())
                .extracting(Proposals.Item::text)
                .containsExactly("sla_clocks", "sla_now", "stays");
        assertThat(worker.database()
                        .complete("select secret_salary. from secret_salary", 21, null)
                        .items())
                .isEmpty();
    }

    /** Whatever is being written, at any place. */
    @Test
    void everyPrefixOfEveryQueryHasProposals() throws Exception {
        for (NamedQuery query : NamedQuery.all().subList(0, 12)) {
            for (int at = 0; at <= query.sql().length(); at++) {
                assertThat(worker.database()
                                .complete(query.sql().substring(0, at), at, null)
                                .from())
                        .isBetween(0, at);
            }
        }
    }

    @Test
    void whatIsWrittenIsReadAsDuckDbReadsIt() throws Exception {
        for (String sql : List.of(
                "select 7 // 2, 7 -- // 3\n, 1",
                "select 1 + '2'::int * 3, -'4'::int, not true::boolean, '1' || 2::varchar",
                "select [1, 2][2]::varchar, ['a', 'b'][1] || 'c'",
                "select 10 // 3 * 2, 10 * 3 // 4, 10 - 7 // 2, 2 // 1 // 1",
                "select '{\"a\": {\"b\": 1}}'->'a'->>'b'",
                "select date '2026-01-01' + interval '1 day 2 hours', interval '1000' hour")) {
            assertThat(Worker.rows(worker.run(sql).path("rows"))).as(sql).isEqualTo(Worker.rows(worker.natively(sql)));
        }
    }
}
