package io.sojourn.mining.filter;

import io.sojourn.mining.log.Selection;
import java.util.List;

/** Cases whose first (or last) event has one of some activities. */
public record EndFilter(boolean first, List<String> activities) implements Filter {
    public EndFilter {
        activities = List.copyOf(activities);
    }

    @Override
    public Term term() {
        return Term.of(first ? "starts" : "ends", "activities", activities);
    }

    @Override
    public String condition(FilterSql sql) {
        String in = " IN " + FilterSql.literals(activities);
        return FilterSql.casesHaving((first ? "arg_min" : "arg_max") + "(activity, place)" + in);
    }

    @Override
    public long[] choose(Selection selection) {
        boolean[] wanted = CaseTest.named(selection, activities);
        return CaseTest.run(selection, () -> (block, c, i, j) -> wanted[block.activities()[first ? i : j - 1]]);
    }
}
