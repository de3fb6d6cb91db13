package io.sojourn.mining.filter;

import io.sojourn.mining.log.Selection;

/**
 * Cases that repeat an activity.
 *
 * @param activity which one; null for any
 * @param times at least so often, from 1
 */
public record ReworkFilter(String activity, int times) implements Filter {
    private static final int USUAL = 2;

    static ReworkFilter of(Term term) {
        return new ReworkFilter(term.text("activity"), term.has("times") ? term.count("times") : USUAL);
    }

    @Override
    public Term term() {
        return Term.of("rework", "activity", activity, "times", times);
    }

    @Override
    public String condition(FilterSql sql) {
        String only = activity == null ? "" : " WHERE activity = " + FilterSql.literal(activity);
        return FilterSql.casesOf(FilterSql.LOG + only + " GROUP BY case_id, activity HAVING count(*) >= " + times);
    }

    @Override
    public long[] choose(Selection selection) {
        int only = activity == null ? -1 : CaseTest.code(selection, activity);
        int activities = selection.log().activityNames().size();
        return CaseTest.run(selection, () -> {
            int[] counts = new int[activities];
            return (block, c, from, to) -> {
                int most = 0;
                for (int i = from; i < to; i++) {
                    int a = block.activities()[i];
                    int count = ++counts[a];
                    most = (activity == null || a == only) && count > most ? count : most;
                }
                for (int i = from; i < to; i++) {
                    counts[block.activities()[i]] = 0;
                }
                return most >= times;
            };
        });
    }
}
