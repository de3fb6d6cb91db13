package io.sojourn.mining.filter;

import io.sojourn.mining.log.Selection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cases that have one of some activities, or all of them. */
public record ActivityFilter(boolean all, List<String> activities) implements Filter {
    public ActivityFilter {
        activities = List.copyOf(activities);
    }

    @Override
    public Term term() {
        return Term.of(all ? "has_all" : "has", "activities", activities);
    }

    @Override
    public String condition(FilterSql sql) {
        String in = "activity IN " + FilterSql.literals(activities);
        if (!all) {
            return FilterSql.casesOf(FilterSql.LOG + " WHERE " + in);
        }
        return FilterSql.casesHaving(
                "count(DISTINCT activity) FILTER (" + in + ") = " + new HashSet<>(activities).size());
    }

    @Override
    public long[] choose(Selection selection) {
        boolean[] wanted = CaseTest.named(selection, activities);
        Set<String> different = new HashSet<>(activities);
        return CaseTest.run(selection, () -> all ? allTest(wanted, different.size()) : anyTest(wanted));
    }

    private static CaseTest anyTest(boolean[] wanted) {
        return (block, c, from, to) -> {
            for (int i = from; i < to; i++) {
                if (wanted[block.activities()[i]]) {
                    return true;
                }
            }
            return false;
        };
    }

    private static CaseTest allTest(boolean[] wanted, int number) {
        int[] seen = new int[wanted.length];
        int[] stamp = new int[1];
        return (block, c, from, to) -> {
            int mark = ++stamp[0];
            int found = 0;
            for (int i = from; i < to; i++) {
                int activity = block.activities()[i];
                if (wanted[activity] && seen[activity] != mark) {
                    seen[activity] = mark;
                    found++;
                }
            }
            return found == number;
        };
    }
}
