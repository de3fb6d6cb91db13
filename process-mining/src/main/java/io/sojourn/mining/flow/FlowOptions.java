package io.sojourn.mining.flow;

import io.sojourn.mining.log.View;

/**
 * What to compute.
 *
 * @param view which events
 * @param topVariants how many variants to list, the most frequent first; 0 for all
 * @param people whether to compute handovers and rework too; else they are empty
 */
public record FlowOptions(View view, int topVariants, boolean people) {
    /** Everything. */
    public FlowOptions(View view, int topVariants) {
        this(view, topVariants, true);
    }

    /** Every event, every variant. */
    public static FlowOptions defaults() {
        return new FlowOptions(View.ALL, 0);
    }

    /** What a map and a list of variants show. */
    public static FlowOptions mapAndVariants(View view, int topVariants) {
        return new FlowOptions(view, topVariants, false);
    }
}
