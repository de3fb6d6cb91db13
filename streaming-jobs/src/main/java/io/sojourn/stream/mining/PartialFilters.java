package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.filter.AllOf;
import io.sojourn.mining.filter.AnyOf;
import io.sojourn.mining.filter.Filter;
import io.sojourn.mining.filter.LogFilter;
import io.sojourn.mining.filter.NoneOf;
import io.sojourn.mining.filter.VariantFilter;
import java.util.List;

/** Which filters can be asked of a few cases of a log, without the others. */
final class PartialFilters {
    private PartialFilters() {}

    /** Refuses a filter that looks at attributes, or at how often a variant is. */
    static void check(LogFilter filter) {
        if (!filter.attributes().isEmpty()) {
            throw refused("looks at the attribute \"" + filter.attributes().get(0) + "\", which is not read on Flink");
        }
        if (hasVariants(filter.cases())) {
            throw refused("counts variants of the whole log, which no task on Flink sees");
        }
    }

    private static SojournException refused(String why) {
        return new SojournException(
                ErrorCode.BAD_REQUEST,
                "the filter " + why + ".",
                "Maybe write that part first: sojourn convert --filter … IN PART.parquet; or mine with --engine local.");
    }

    private static boolean hasVariants(Filter filter) {
        List<Filter> inside = filter instanceof AllOf all
                ? all.filters()
                : filter instanceof AnyOf any
                        ? any.filters()
                        : filter instanceof NoneOf none ? none.filters() : List.of();
        return filter instanceof VariantFilter || inside.stream().anyMatch(PartialFilters::hasVariants);
    }
}
