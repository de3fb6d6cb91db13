package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;

/** A hash of each case's sequence of activities. */
final class SequenceHashes implements Kernel {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** By index in the selection; shared with the other threads. */
    private final long[] hashes;

    SequenceHashes(long[] hashes) {
        this.hashes = hashes;
    }

    @Override
    public void take(CaseBlocks block) {
        int[] activities = block.activities();
        int[] offsets = block.offsets();
        for (int c = 0; c < block.cases(); c++) {
            long hash = offsets[c + 1] - offsets[c];
            for (int i = offsets[c]; i < offsets[c + 1]; i++) {
                hash = (hash ^ activities[i]) * MIX;
                hash ^= hash >>> 29;
            }
            hashes[block.firstCase() + c] = hash * MIX;
        }
    }
}
