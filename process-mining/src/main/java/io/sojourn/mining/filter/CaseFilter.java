package io.sojourn.mining.filter;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Selection;

/** Cases by their value of a column, which is that of their last event that has one. */
public record CaseFilter(ValueTest test) implements Filter {
    @Override
    public Term term() {
        return Term.of("case", "test", test.term());
    }

    @Override
    public String condition(FilterSql sql) {
        String column = sql.column(test.column());
        return FilterSql.casesHaving(
                test.sql("arg_max(" + column + ", place) FILTER (WHERE " + column + " IS NOT NULL)"));
    }

    @Override
    public long[] choose(Selection selection) {
        ColumnTest ready = ColumnTest.of(test, selection.log());
        boolean missing = test instanceof ValueTest.Missing;
        return CaseTest.run(
                selection,
                () -> (block, c, from, to) -> {
                    int caseInLog = selection.caseAt(block.firstCase() + c);
                    int last = to - 1;
                    while (last >= from && !ready.isPresent(block.places()[last], caseInLog)) {
                        last--;
                    }
                    return missing ? last < from : last >= from && ready.passes(block.places()[last], caseInLog);
                },
                CaseBlocks.Column.PLACES);
    }
}
