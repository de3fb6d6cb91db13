package io.sojourn.mining.filter;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Selection;
import java.util.List;
import java.util.stream.Collectors;

/** Cases with an event that passes every one of some tests. */
public record EventFilter(List<ValueTest> tests) implements Filter {
    public EventFilter {
        tests = List.copyOf(tests);
    }

    @Override
    public Term term() {
        return Term.of("event", "tests", tests.stream().map(ValueTest::term).toList());
    }

    @Override
    public String condition(FilterSql sql) {
        return FilterSql.casesOf(FilterSql.LOG + " WHERE " + all(tests, sql));
    }

    /** All tests of an event in SQL. */
    static String all(List<ValueTest> tests, FilterSql sql) {
        return tests.isEmpty()
                ? "true"
                : tests.stream().map(t -> t.sql(sql.column(t.column()))).collect(Collectors.joining(" AND "));
    }

    @Override
    public long[] choose(Selection selection) {
        EventTests ready = EventTests.of(tests, selection.log());
        return CaseTest.run(
                selection,
                () -> (block, c, from, to) -> {
                    int caseInLog = selection.caseAt(block.firstCase() + c);
                    for (int i = from; i < to; i++) {
                        if (ready.pass(block.places()[i], caseInLog)) {
                            return true;
                        }
                    }
                    return false;
                },
                CaseBlocks.Column.PLACES);
    }
}
