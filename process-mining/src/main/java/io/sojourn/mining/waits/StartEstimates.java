package io.sojourn.mining.waits;

/**
 * Starts for instances whose log has none: the latest of the moment at which it was possible, the last end of other work
 * of the same resource before its own end, and the last moment at which its case was outside before that end. Without a
 * resource, in a case's first instance, and of somebody outside, whose work can't be told from the wait for it, it stays the
 * end: no length. Known starts are kept.
 */
final class StartEstimates {
    private StartEstimates() {}

    /**
     * @param instances some without a known start
     * @param caseOf the case of each
     * @param byResource instances of each resource in the order of their ends
     */
    static ActivityInstances fill(
            ActivityInstances instances,
            int[] caseOf,
            Enablement enablement,
            ResourceOrder byResource,
            ExternalWaits external) {
        long[] starts = instances.starts.clone();
        for (int r = 0; r < byResource.resources(); r++) {
            long before = Long.MIN_VALUE;
            long last = Long.MIN_VALUE;
            for (int k = byResource.from(r); k < byResource.to(r); k++) {
                int i = byResource.at(k);
                if (instances.ends[i] != last) {
                    before = last;
                }
                last = instances.ends[i];
                if (!instances.startKnown[i] && enablement.sources[i] >= 0 && !external.isOutside(r)) {
                    long back = external.of(caseOf[i]).lastBefore(instances.ends[i]);
                    long possible = Math.max(enablement.enabled[i], back);
                    starts[i] = Math.min(instances.ends[i], Math.max(possible, before));
                }
            }
        }
        return instances.withStarts(starts);
    }
}
