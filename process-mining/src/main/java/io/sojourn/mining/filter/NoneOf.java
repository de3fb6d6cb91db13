package io.sojourn.mining.filter;

import io.sojourn.mining.log.Selection;
import java.util.List;

/** The cases that none of some filters chooses. */
public record NoneOf(List<Filter> filters) implements Filter {
    public NoneOf {
        filters = List.copyOf(filters);
    }

    @Override
    public Term term() {
        return Term.of("not", "filters", filters.stream().map(Filter::term).toList());
    }

    @Override
    public String condition(FilterSql sql) {
        return "NOT " + (filters.isEmpty() ? "false" : new AnyOf(filters).condition(sql));
    }

    @Override
    public long[] choose(Selection selection) {
        long[] bits = new AnyOf(filters).choose(selection);
        for (int i = 0; i < bits.length; i++) {
            bits[i] = ~bits[i];
        }
        return bits;
    }
}
