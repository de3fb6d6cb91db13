package io.sojourn.mining.waits;

import io.sojourn.mining.log.StableSort;

/** The instances of each resource, those without one left out, in the order of a key. */
final class ResourceOrder {
    private final int[] offsets;
    private final int[] order;

    private ResourceOrder(int[] offsets, int[] order) {
        this.offsets = offsets;
        this.order = order;
    }

    /** @param keys of each instance; equal keys keep the order of the instances */
    static ResourceOrder of(ActivityInstances of, long[] keys) {
        ResourceOrder all = of(of);
        int[] spare = new int[all.order.length];
        for (int r = 0; r < all.resources(); r++) {
            StableSort.sort(all.order, all.from(r), all.to(r), keys, spare);
        }
        return all;
    }

    /** In the order of the instances. */
    static ResourceOrder of(ActivityInstances of) {
        int[] offsets = new int[of.resourceNames().size() + 1];
        for (int r : of.resources) {
            if (r >= 0) {
                offsets[r + 1]++;
            }
        }
        for (int r = 1; r < offsets.length; r++) {
            offsets[r] += offsets[r - 1];
        }
        int[] next = offsets.clone();
        int[] order = new int[offsets[offsets.length - 1]];
        for (int i = 0; i < of.size(); i++) {
            if (of.resources[i] >= 0) {
                order[next[of.resources[i]]++] = i;
            }
        }
        return new ResourceOrder(offsets, order);
    }

    int resources() {
        return offsets.length - 1;
    }

    int from(int resource) {
        return offsets[resource];
    }

    int to(int resource) {
        return offsets[resource + 1];
    }

    /** The instance at a place. */
    int at(int place) {
        return order[place];
    }
}
