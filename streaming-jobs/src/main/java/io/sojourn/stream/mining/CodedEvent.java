package io.sojourn.stream.mining;

import java.util.Comparator;

/**
 * An event on its way to its case; names are codes of the whole log, -1 where missing.
 *
 * @param caseKey hash of the case id: cases of one key are told apart by their ids
 * @param time microseconds
 * @param start microseconds; the time where it has none
 * @param file number of its file
 * @param row in the file
 */
record CodedEvent(
        long caseKey,
        String caseId,
        long time,
        long start,
        int file,
        long row,
        int activity,
        int lifecycle,
        int resource,
        int team,
        String instance) {
    /** Cases one behind the other, the events of each in their order: ties keep the order of files and rows. */
    static final Comparator<CodedEvent> IN_ORDER = Comparator.comparing(CodedEvent::caseId)
            .thenComparingLong(CodedEvent::time)
            .thenComparingInt(CodedEvent::file)
            .thenComparingLong(CodedEvent::row);
}
