package io.sojourn.mining.filter;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.Bits;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chooses cases, and then the events of them that pass every one of some tests; cases that are left without events fall away.
 *
 * @param cases which cases
 * @param events which of their events; all when there are no tests
 */
public record LogFilter(Filter cases, List<ValueTest> events) {
    public LogFilter {
        events = List.copyOf(events);
    }

    /** Every case and event. */
    public static LogFilter all() {
        return new LogFilter(new AllOf(List.of()), List.of());
    }

    /** The tests of events in their text, such as {@code in(activity, [A, B]), range(amount, min=5)}. */
    public static List<ValueTest> parseTests(String text) {
        return FilterReader.tests(
                TermParser.parse("event(" + text + ")").only("tests").terms("tests"));
    }

    /** The text of the cases' filter; null where every case is chosen. */
    public String casesText() {
        return cases.equals(all().cases) ? null : cases.text();
    }

    /** The text of the tests of events, which {@link #parseTests} reads; null where there are none. */
    public String eventsText() {
        return events.isEmpty()
                ? null
                : events.stream().map(t -> t.term().text()).collect(Collectors.joining(", "));
    }

    /** What is left of a selection. */
    public Selection of(Selection selection) {
        Selection chosen = selection.withCases(cases.choose(selection));
        return events.isEmpty() ? chosen : chosen.withEvents(passing(chosen));
    }

    private long[] passing(Selection chosen) {
        EventLog log = chosen.log();
        EventTests tests = EventTests.of(events, log);
        long[] bits = Bits.of(log.events());
        for (int k = 0; k < chosen.cases(); k++) {
            int c = chosen.caseAt(k);
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                if (tests.pass(i, c)) {
                    Bits.set(bits, i);
                }
            }
        }
        return bits;
    }

    /** A query in DuckDB's SQL for the rows of the events that are left. */
    public String sql(FilterSql sql) {
        return sql.with() + " SELECT * EXCLUDE (place) FROM " + FilterSql.LOG + " WHERE " + cases.condition(sql)
                + " AND " + EventFilter.all(events, sql);
    }

    /** Names of the attributes that it looks at. */
    public List<String> attributes() {
        return ColumnTest.attributes(tests());
    }

    /**
     * Refuses what {@link #of} refuses of a log, before SQL is run.
     *
     * @param attributes the types of the log's attributes
     */
    public void check(Map<String, ColumnType> attributes) {
        tests().forEach(test -> ColumnTest.check(test, attributes));
    }

    private List<ValueTest> tests() {
        List<ValueTest> tests = new ArrayList<>(events);
        collect(cases, tests);
        return tests;
    }

    private static void collect(Filter filter, List<ValueTest> tests) {
        if (filter instanceof AllOf all) {
            all.filters().forEach(f -> collect(f, tests));
        } else if (filter instanceof AnyOf any) {
            any.filters().forEach(f -> collect(f, tests));
        } else if (filter instanceof NoneOf none) {
            none.filters().forEach(f -> collect(f, tests));
        } else if (filter instanceof EventFilter event) {
            tests.addAll(event.tests());
        } else if (filter instanceof CaseFilter own) {
            tests.add(own.test());
        }
    }
}
