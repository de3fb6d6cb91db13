package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;

/** Something that is computed case by case; each thread has its own and they are put together in the end. */
public interface Kernel {
    /** Takes the cases of a block. */
    void take(CaseBlocks block);
}
