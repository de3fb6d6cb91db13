package io.sojourn.mining.filter;

import io.sojourn.mining.log.Selection;

/** Cases by the time from their first event of one activity to the first event of another behind it. */
public record ThroughputFilter(String from, String to, Span span) implements Filter {
    @Override
    public Term term() {
        return Term.of("throughput", "from", from, "to", to, "min", span.minText(), "max", span.maxText());
    }

    @Override
    public String condition(FilterSql sql) {
        return "case_id IN (SELECT b.case_id FROM (SELECT case_id, min(place) AS place, arg_min(time, place) AS time"
                + " FROM log WHERE activity = " + FilterSql.literal(from) + " GROUP BY case_id) AS a"
                + " JOIN log AS b ON b.case_id = a.case_id AND b.place > a.place WHERE b.activity = "
                + FilterSql.literal(to) + " GROUP BY b.case_id, a.time HAVING "
                + span.sql("epoch_us(arg_min(b.time, b.place)) - epoch_us(a.time)") + ")";
    }

    @Override
    public long[] choose(Selection selection) {
        int a = CaseTest.code(selection, from);
        int b = CaseTest.code(selection, to);
        return CaseTest.run(selection, () -> (block, c, i, j) -> {
            int[] activities = block.activities();
            int begin = i;
            while (begin < j && activities[begin] != a) {
                begin++;
            }
            int end = begin + 1;
            while (end < j && activities[end] != b) {
                end++;
            }
            return end < j && span.contains(block.times()[end] - block.times()[begin]);
        });
    }
}
