package io.sojourn.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionErrorsTest {
    @Test
    void unknownKeyNamesItsPlaceAndTheNearestKnownKey() {
        assertThat(message("process: p\nqueues:\n  q:\n    entr: activity = 'A'\n    leave: 'TRUE'"))
                .isEqualTo("d.yaml line 4, column 5: unknown key \"entr\". Maybe you meant \"enter\".");
    }

    /** Each row: the part of a definition behind {@code process: p}, and what its refusal says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            queues: {q: {enter: a, enter: b, leave: c}}                     | line 2, column 24: key "enter" is there twice, first in line 2.
            queues: {q: {enter: a}}                                         | line 2, column 13: queues.q lacks "leave".
            queues: {q: {enter: , leave: b}}                                | queues.q.enter has no value. Maybe leave the key out.
            queues: {q: {enter: [a], leave: b}}                             | queues.q.enter is a list, a single value is wanted.
            queues: [q]                                                     | queues is not a mapping. Maybe write key: value.
            queues: {q: {enter: a, leave: b, per: instanc}}                 | queues.q.per is "instanc", not one of case, instance. Maybe you meant "instance".
            queues: {q: {enter: a, leave: b, ages: [4h, 1h]}}               | queues.q.ages must ascend: 1h is not more than the one before.
            queues: {q: {enter: a, leave: b, ages: [0h]}}                   | must be more than zero
            queues: {q: {enter: a, leave: b, ages: []}}                     | needs 1 to 100 bounds
            queues: {q: {enter: a, leave: b, title: [x]}}                   | queues.q.title is a list
            version: 0                                                      | version is "0", not a whole number from 1.
            version: 1.5                                                    | version is "1.5"
            timezone: America/New_Yorck                                     | there is no time zone "America/New_Yorck". Maybe you meant "America/New_York".
            timezone: somewhere over the rainbow                            | Maybe write a name such as America/New_York.
            lateness: 1 h                                                   | lateness is "1 h", which is no length of time.
            lateness: 1h30                                                  | lateness is "1h30", which is no length of time. Maybe write 30d
            lateness: 3m2h                                                  | lateness is "3m2h", which is no length of time.
            lateness: -1h                                                   | which is no length of time
            close_after: 0d                                                 | close_after must be more than zero.
            close_after: 99999d                                             | close_after is longer than 130 years: "99999d".
            close_after: 9999999d                                           | which is no length of time
            attributes: {a: txt}                                            | attributes.a is "txt", not one of text, integer, number, boolean, time. Maybe you meant "text".
            attributes: {payer class: text}                                 | "payer class" can't be the name of a column: letters, digits and _, at most 63. Maybe "payer_class".
            attributes: {team: text}                                        | attribute "team" clashes
            attributes: {Team: text}                                        | attribute "Team" clashes
            attributes: {related: text}                                     | attribute "related" clashes with another name among the columns of the table events
            attributes: {revision: text}                                    | attribute "revision" clashes
            attributes: {payer: text, Payer: text}                          | attribute "Payer" clashes
            attributes: {n: number}, dimensions: [n]                        | flow
            pseudonymise: [case_id]                                         | there is no attribute "case_id".
            dimensions: [payer]                                             | there is no column "payer".
            dimensions: [teem]                                              | there is no column "teem". Maybe you meant "team".
            dimensions: [team, team]                                        | "team" is listed twice in dimensions.
            dimensions: [time]                                              | dimension time is time; only text columns split figures.
            dimensions: [sequence]                                          | dimension sequence is integer; only text columns split figures.
            case: {rework: {count: a}}                                      | case column "rework" clashes
            case: {cycle_time: {any: a}}                                    | case column "cycle_time" clashes with another name among the columns of a case
            case: {Closed_At: {any: a}}                                     | case column "Closed_At" clashes
            case: {x: {any: a, count: b}}                                   | case.x needs either "any" or "count".
            case: {x: {}}                                                   | case.x needs either "any" or "count".
            handoffs: {between: teams}                                      | Maybe you meant "team".
            exceptions: {category: a}                                       | exceptions lacks "when".
            slas: {s: {start: a, stop: b}}                                  | slas.s lacks "within".
            slas: {s: {start: a, within: 3h}}                               | slas.s lacks "stop".
            slas: {s: {start: a, stop: b, within: 3 busines_days}}          | unknown unit "busines_days". Maybe you meant "business_days".
            slas: {s: {start: a, stop: b, within: 2 business_days}}         | within "2 business_days" needs a calendar.
            slas: {s: {start: a, stop: b, within: 9 working_hours}}         | needs a calendar
            slas: {s: {start: a, stop: b, within: 0 calendar_days}}         | must be 1 to 100000 calendar_days
            slas: {s: {start: a, stop: b, within: 3h, calendar: c}}         | there is no calendar "c".
            slas: {s: {start: a, stop: b, within: 3h, resume: c}}           | resume without pause
            slas: {s: {start: a, stop: b, within: 3h, at_risk: 0.75}}       | slas.s.at_risk is "0.75", not a whole percentage from 1% to 100%. Maybe write 75%.
            slas: {s: {start: a, stop: b, within: 3h, at_risk: 101%}}       | not a whole percentage
            slas: {s: {start: a, stop: b, within: 3h, extend: {when: c}}}   | slas.s.extend lacks "by".
            slas: {s: {start: a, stop: b, within: 3h, extend: {when: c, by: 2 business_days}}} | but the clock counts elapsed time. Maybe write 14d.
            measures: {m: {of: a}}                                          | measures.m is of no kind.
            measures: {m: {share: a, count: b}}                             | measures.m is of more than one kind.
            measures: {m: {from: a}}                                        | measures.m lacks "to".
            measures: {m: {count: a, of: b}}                                | of does not go with count.
            measures: {m: {average: a, per: case}}                          | per does not go with average.
            measures: {m: {from: a, to: b, unit: weeks}}                    | measures.m.unit is "weeks", not one of
            measures: {m: {count: a, by: [payer]}}                          | there is no dimension "payer".
            measures: {m: {share: a, target: less}}                         | which is no bound. Maybe write "<= 0.08"
            measures: {m: {count: a, target: '< 3%'}}                       | which is no bound
            measures: {'sla:x': {count: a}}                                 | names that begin with sla: belong
            measures: {m: {followed_by: {process: x}}}                      | measures.m.followed_by lacks "within".
            measures: {m: {followed_by: {within: 3d}}}                      | measures.m.followed_by lacks "process".
            measures: {m: {followed_by: {process: x, within: 0d}}}          | measures.m.followed_by.within must be more than zero.
            measures: {m: {followed_by: {process: x, within: 3 weeks}}}     | which is no length of time
            measures: {m: {followed_by: {process: x, with: 3d}}}            | unknown key "with".
            measures: {m: {followed_by: x}}                                 | measures.m.followed_by is not a mapping.
            measures: {m: {followed_by: {process: x, within: 3d}, share: a}} | measures.m is of more than one kind.
            measures: {m: {followed_by: {process: x, within: 3d}, unit: days}} | unit does not go with followed_by.
            measures: {m: {followed_by: {process: x, within: 3d, when: a =}}} | measures.m.followed_by.when:
            measures: {m: {followed_by: {process: x, within: 3d, when: ')'}}} | line 2, column 60
            measures: {m: {followed_by: {process: x, within: 3d}, of: activity = 'A'}} | activity
            measures: {m: {not_followed_by: {process: x, via: [y, x], within: 3d}}} | measures.m.not_followed_by comes back to process "x". Maybe name each process of the way once.
            measures: {m: {followed_by: {process: p, via: y, within: 3d}}}  | comes back to process "p"
            measures: {m: {followed_by: {process: i, via: [a, b, c, d, e, f, g, h], within: 3d}}} | goes over more than 8 processes
            relations: {referral: {}}                                       | relations.referral lacks "process".
            relations: {a b: {process: x}}                                  | "a b" can't be the name of a relation: no blank, no colon, no %. Maybe "a_b".
            relations: {'a:b': {process: x}}                                | "a:b" can't be the name of a relation
            staffing: {s: {queue: q}}                                       | there is no queue "q".
            calendars: {c: {holidays: us-federal}}                          | calendars.c lacks "week".
            calendars: {c: {week: Mon-Fri}}                                 | "Mon-Fri" has no days with shifts.
            calendars: {c: {week: Mon-Fry 08:00-12:00}}                     | "Fry" is no day of the week.
            calendars: {c: {week: Mon-Tue-Wed 08:00-12:00}}                 | "Mon-Tue-Wed" is no range of days.
            calendars: {c: {week: Mon 8-12}}                                | "8-12" is no shift.
            calendars: {c: {week: Mon 22:00-06:00}}                         | does not end after it begins on the same day. Maybe write a night shift in two parts
            calendars: {c: {week: Mon 08:00-24:01}}                         | 24:01 in shift "08:00-24:01" is no time of the day.
            calendars: {c: {week: Mon-Fri 08:00-12:00; Wed 11:59-13:00}}    | shifts of Wed overlap
            calendars: {c: {week: Mon 08:00-24:00 23:00-24:00}}             | shifts of Mon overlap
            calendars: {c: {week: Mon 08:00-12:00, holidays: us-fedral}}    | there is no set of holidays "us-fedral". Maybe you meant "us-federal".
            calendars: {c: {week: Mon 08:00-12:00, holidays: [2026-02-30]}} | "2026-02-30" is no date
            qeues: {}                                                       | unknown key "qeues". Maybe you meant "queues".
            zzzzzzzzz: 1                                                    | line 2, column 1: unknown key "zzzzzzzzz".
            queues: {q: {enter: a, leave: b}                                | not valid YAML
            title: '"'                                                      | none
            """)
    void refuses(String yaml, String expected) {
        if (expected.equals("none")) {
            Definitions.compile("d.yaml", "process: p\n" + yaml);
        } else if (expected.equals("flow")) {
            assertThat(message("process: p\n" + yaml)).contains("not valid YAML");
        } else {
            assertThat(message("process: p\n" + yaml))
                    .startsWith("d.yaml line ")
                    .contains(expected);
        }
    }

    @Test
    void wrongExpressionNamesFileLineColumnKeyAndTheNearestColumn() {
        SojournException e = refusal("process: p\nqueues:\n  q: {enter: \"activty = 'A'\", leave: 'TRUE'}");
        assertThat(e.code()).isEqualTo(ErrorCode.BAD_EXPRESSION);
        assertThat(e.fullMessage())
                .isEqualTo("d.yaml line 3, column 14: queues.q.enter: unknown column \"activty\"."
                        + " Maybe you meant \"activity\".");
        assertThat(message("process: p\nmeasures: {m: {average: activity}}"))
                .startsWith("d.yaml line 2, column 25: measures.m.average: the expression is text, but number");
        assertThat(message("process: p\nmeasures: {m: {share: activity = 'x', per: case}}"))
                .contains("measures.m.share: unknown column \"activity\".");
        assertThat(message("process: p\nclose: |\n  activity = 'x' AND\n  foo = 1"))
                .startsWith("d.yaml line 2, column 8: close: unknown column \"foo\" at character 20.");
    }

    @Test
    void dimensionMayShareANameWithATablesColumnButNotInAnotherCase() {
        String yaml = "process: p\nattributes: {%1$s: text}\ndimensions: [%1$s, team, queue]";
        Definitions.compile("d.yaml", yaml.formatted("state"));
        assertThat(message(yaml.formatted("State")))
                .startsWith("d.yaml line 3, column 14: dimension \"State\" clashes")
                .contains("the columns of the table sla_clocks");
        assertThat(message(yaml.formatted("version"))).contains("clashes with another name");
    }

    @Test
    void onlyDeclaredTextAttributesBecomePseudonyms() {
        String yaml = "process: p\nattributes: {referral: text, amount: number}\npseudonymise: [%s]";
        ProcessDefinition d =
                Definitions.compile("d.yaml", yaml.formatted("referral")).definition();
        assertThat(d.pseudonymise()).containsExactly("referral");
        assertThat(d.caseIdAttributes()).containsExactly(0);
        assertThat(message(yaml.formatted("referal"))).contains("there is no attribute \"referal\". Maybe you meant");
        assertThat(message(yaml.formatted("amount")))
                .contains("attribute amount is number; only texts become pseudonyms.");
        assertThat(message(yaml.formatted("referral, referral"))).contains("is listed twice in pseudonymise");
    }

    @Test
    void daysTogetherWithACalendarAreRefused() {
        String yaml = "process: p\ncalendars: {c: {week: Mon 08:00-12:00}}\n"
                + "slas: {s: {start: 'TRUE', stop: 'TRUE', calendar: c, within: %s}}";
        assertThat(message(yaml.formatted("7d"))).contains("within \"7d\" together with a calendar");
        assertThat(message(yaml.formatted("7 calendar_days"))).contains("together with a calendar");
        assertThat(message(yaml.formatted("9 working_hours, extend: {when: 'TRUE', by: 4h}")))
                .contains("but the clock counts working time. Maybe write 4 working_hours.");
        Definitions.compile("d.yaml", yaml.formatted("1 working_hour, extend: {when: 'TRUE', by: 30 working_minutes}"));
        Definitions.compile("d.yaml", yaml.formatted("2 business_days, extend: {when: 'TRUE', by: 1d12h}"));
    }

    @Test
    void refusesWhatIsNotADefinition() {
        assertThat(message("")).contains("d.yaml is empty. Maybe begin with");
        assertThat(message("- a")).contains("the definition is not a mapping");
        assertThat(message("just text")).contains("the definition is not a mapping");
        assertThat(message("title: t")).contains("the definition lacks \"process\"");
        assertThat(message("process: p\n---\nprocess: q")).contains("not valid YAML");
        assertThat(message("process: " + "x".repeat(201))).contains("a name has 1 to 200 characters");
        assertThat(message("process: \"a\\nb\"")).contains("no control characters");
        assertThat(message("process: p\n? [a]\n: b")).contains("a key is a single value");
        assertThat(message("process: p\n\tx: y")).contains("not valid YAML");
    }

    @Test
    void hostileTextsAreRefusedQuickly() {
        assertThat(message("a: " + "[".repeat(100_000))).contains("nested deeper than 64 levels");
        assertThat(message("a: " + "{a: ".repeat(5_000))).contains("nested deeper than 64 levels");
        assertThat(message("#".repeat(Limits.DEFINITION_LENGTH + 1))).contains("characters; a definition has at most");
        StringBuilder laughs = new StringBuilder("process: p\na0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(message(laughs.toString())).contains("more than 50 aliases");
        assertThat(message("process: p\nqueues: &q {enter: *q}")).contains("queues.enter");
        String condition = "x".repeat(Limits.EXPRESSION_LENGTH + 1);
        assertThat(refusal("process: p\nclose: " + condition).code()).isEqualTo(ErrorCode.BAD_EXPRESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!java.net.URL [x]", "!!binary AAAA", "2026-01-01", "0x1F", "~x"})
    void scalarsAreTextWhateverYamlThinksOfThem(String value) {
        try {
            String title = Definitions.compile("d.yaml", "process: p\ntitle: " + value)
                    .definition()
                    .title();
            assertThat(value).endsWith(title);
        } catch (SojournException e) {
            assertThat(e.fullMessage()).contains("title is a list");
        }
    }

    @Test
    void anchorsMayBeUsedAndShareTheirPlace() {
        ProcessDefinition d = Definitions.compile(
                        "d.yaml", "process: p\nqueues: {a: &q {enter: 'TRUE', leave: 'FALSE'}, b: *q}")
                .definition();
        assertThat(d.queues().get(1).enter().text()).isEqualTo("TRUE");
        assertThat(d.queues().stream()
                        .mapToInt(q -> q.enter().index() + q.leave().index())
                        .sum())
                .isEqualTo(6);
    }

    @Test
    void readsAFileAndNamesAMissingOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "process: p\nnope: 1");
        assertThat(catchThrowableOfType(SojournException.class, () -> Definitions.load(file)))
                .hasMessage("p.yaml line 2, column 1: unknown key \"nope\".");
        assertThat(catchThrowableOfType(SojournException.class, () -> Definitions.load(folder.resolve("q.yaml")))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        Path broken = Files.write(folder.resolve("b.yaml"), new byte[] {'a', (byte) 0xFF});
        assertThat(catchThrowableOfType(SojournException.class, () -> Definitions.load(broken)))
                .hasMessageContaining("is not UTF-8 text");
    }

    private static String message(String yaml) {
        return refusal(yaml).fullMessage();
    }

    private static SojournException refusal(String yaml) {
        SojournException e = catchThrowableOfType(SojournException.class, () -> Definitions.compile("d.yaml", yaml));
        assertThat(e).as(yaml).isNotNull();
        assertThat(e.code()).isIn(ErrorCode.BAD_DEFINITION, ErrorCode.BAD_EXPRESSION);
        return e;
    }
}
