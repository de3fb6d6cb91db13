package io.sojourn.mining.flow;

import io.sojourn.mining.log.View;

/**
 * What to compute.
 *
 * @param view which events
 * @param topVariants how many variants to list, the most frequent first; 0 for all
 */
public record FlowOptions(View view, int topVariants) {
    /** Every event, every variant. */
    public static FlowOptions defaults() {
        return new FlowOptions(View.ALL, 0);
    }
}
