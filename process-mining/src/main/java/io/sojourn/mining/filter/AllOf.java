package io.sojourn.mining.filter;

import io.sojourn.mining.log.Bits;
import io.sojourn.mining.log.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The cases that every one of some filters chooses; all cases when there are none. */
public record AllOf(List<Filter> filters) implements Filter {
    public AllOf {
        filters = List.copyOf(filters);
    }

    @Override
    public Term term() {
        return Term.of("and", "filters", filters.stream().map(Filter::term).toList());
    }

    @Override
    public String condition(FilterSql sql) {
        return filters.isEmpty()
                ? "true"
                : filters.stream().map(f -> f.condition(sql)).collect(Collectors.joining(" AND ", "(", ")"));
    }

    @Override
    public long[] choose(Selection selection) {
        long[] bits = Bits.of(selection.cases());
        Arrays.fill(bits, -1L);
        for (Filter filter : filters) {
            long[] own = filter.choose(selection);
            for (int i = 0; i < bits.length; i++) {
                bits[i] &= own[i];
            }
        }
        return bits;
    }
}
