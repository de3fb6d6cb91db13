package io.sojourn.mining.filter;

import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Selection;

/**
 * Cases in which an event of one activity comes after an event of another, and the time between the two is within bounds.
 *
 * @param directly the very next event; else any later one
 */
public record FollowsFilter(boolean directly, String from, String to, Span span) implements Filter {
    static FollowsFilter of(boolean directly, Term term) {
        return new FollowsFilter(directly, term.neededText("from"), term.neededText("to"), Span.of(term));
    }

    @Override
    public Term term() {
        return Term.of(
                directly ? "directly_follows" : "eventually_follows",
                "from",
                from,
                "to",
                to,
                "min",
                span.minText(),
                "max",
                span.maxText());
    }

    @Override
    public String condition(FilterSql sql) {
        return "case_id IN (SELECT a.case_id FROM log AS a JOIN log AS b ON b.case_id = a.case_id AND b.place "
                + (directly ? "= a.place + 1" : "> a.place") + " WHERE a.activity = " + FilterSql.literal(from)
                + " AND b.activity = " + FilterSql.literal(to) + " AND "
                + span.sql("epoch_us(b.time) - epoch_us(a.time)") + ")";
    }

    @Override
    public long[] choose(Selection selection) {
        int a = CaseTest.code(selection, from);
        int b = CaseTest.code(selection, to);
        return CaseTest.run(
                selection,
                () -> (block, c, i, j) -> directly ? isDirect(block, a, b, i, j) : isEventual(block, a, b, i, j));
    }

    private boolean isDirect(CaseBlocks block, int a, int b, int from, int to) {
        int[] activities = block.activities();
        long[] times = block.times();
        for (int i = from + 1; i < to; i++) {
            if (activities[i - 1] == a && activities[i] == b && span.contains(times[i] - times[i - 1])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Times ascend, so the beginnings from which an end is neither too near nor too far are a window that only moves on:
     * linear in the events.
     */
    private boolean isEventual(CaseBlocks block, int a, int b, int from, int to) {
        int[] activities = block.activities();
        long[] times = block.times();
        int oldest = from;
        int newest = from - 1;
        int lastBegin = -1;
        for (int i = from; i < to; i++) {
            if (activities[i] == b) {
                while (newest + 1 < i && (span.min() == null || times[i] - times[newest + 1] >= span.min())) {
                    newest++;
                    lastBegin = activities[newest] == a ? newest : lastBegin;
                }
                while (span.max() != null && oldest < i && times[i] - times[oldest] > span.max()) {
                    oldest++;
                }
                if (lastBegin >= oldest) {
                    return true;
                }
            }
        }
        return false;
    }
}
