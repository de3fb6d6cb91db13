package io.sojourn.mining.filter;

import io.sojourn.mining.log.Bits;
import io.sojourn.mining.log.Selection;
import java.util.List;
import java.util.stream.Collectors;

/** The cases that at least one of some filters chooses; no case when there are none. */
public record AnyOf(List<Filter> filters) implements Filter {
    public AnyOf {
        filters = List.copyOf(filters);
    }

    @Override
    public Term term() {
        return Term.of("or", "filters", filters.stream().map(Filter::term).toList());
    }

    @Override
    public String condition(FilterSql sql) {
        return filters.isEmpty()
                ? "false"
                : filters.stream().map(f -> f.condition(sql)).collect(Collectors.joining(" OR ", "(", ")"));
    }

    @Override
    public long[] choose(Selection selection) {
        long[] bits = Bits.of(selection.cases());
        for (Filter filter : filters) {
            long[] own = filter.choose(selection);
            for (int i = 0; i < bits.length; i++) {
                bits[i] |= own[i];
            }
        }
        return bits;
    }
}
