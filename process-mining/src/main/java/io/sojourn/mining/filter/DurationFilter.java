package io.sojourn.mining.filter;

import io.sojourn.mining.log.Selection;

/** Cases by their duration: last minus first time. */
public record DurationFilter(Span span) implements Filter {
    /** Bounds in microseconds, both inclusive; null is no bound. */
    public static DurationFilter between(Long minMicros, Long maxMicros) {
        return new DurationFilter(new Span(minMicros, maxMicros));
    }

    @Override
    public Term term() {
        return Term.of("duration", "min", span.minText(), "max", span.maxText());
    }

    @Override
    public String condition(FilterSql sql) {
        return FilterSql.casesHaving(span.sql("epoch_us(max(time)) - epoch_us(min(time))"));
    }

    @Override
    public long[] choose(Selection selection) {
        return CaseTest.run(
                selection, () -> (block, c, i, j) -> span.contains(block.times()[j - 1] - block.times()[i]));
    }
}
