package io.sojourn.mining.waits;

import io.sojourn.definition.QueueRule;

/**
 * One stay of a case in a queue. Microseconds.
 *
 * @param caseIndex its place in the log
 * @param to when it left, or its case closed; of an open stay the last instant of the log
 * @param isOpen true when it had not left by then
 */
public record QueueStay(QueueRule queue, int caseIndex, long from, long to, boolean isOpen) {
    /** True when the case is with somebody outside meanwhile. */
    public boolean isOutside() {
        return queue.waitsOn() != null;
    }
}
