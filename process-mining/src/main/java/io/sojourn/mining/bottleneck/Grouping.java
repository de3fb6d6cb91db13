package io.sojourn.mining.bottleneck;

/** Instances by group, in their own order: group {@code g} has the members from {@code offsets[g]} to before {@code offsets[g + 1]}. */
final class Grouping {
    /** The group of an instance that is in none. */
    static final int NONE = -1;

    private final int[] offsets;
    private final int[] members;

    private Grouping(int[] offsets, int[] members) {
        this.offsets = offsets;
        this.members = members;
    }

    /** By counting; O(n + groups). */
    static Grouping of(int[] groupOf, int groups) {
        int[] offsets = new int[groups + 1];
        for (int g : groupOf) {
            if (g != NONE) {
                offsets[g + 1]++;
            }
        }
        for (int g = 0; g < groups; g++) {
            offsets[g + 1] += offsets[g];
        }
        int[] next = offsets.clone();
        int[] members = new int[offsets[groups]];
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] != NONE) {
                members[next[groupOf[i]]++] = i;
            }
        }
        return new Grouping(offsets, members);
    }

    int groups() {
        return offsets.length - 1;
    }

    int size(int group) {
        return offsets[group + 1] - offsets[group];
    }

    /** The k-th member of a group. */
    int at(int group, int k) {
        return members[offsets[group] + k];
    }
}
