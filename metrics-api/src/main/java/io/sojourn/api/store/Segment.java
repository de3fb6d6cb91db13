package io.sojourn.api.store;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.fact.Result;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stretch of a {@link Batch} in which nothing is said to go after it was said to be: first what is replaced goes, then
 * the last word for each key counts, then cases are marked as evicted.
 */
final class Segment {
    private final EnumMap<FactTable, PendingRows> rows = new EnumMap<>(FactTable.class);
    private final Set<Replacement> replacedCases = new LinkedHashSet<>();
    private final BitSet replacedGroups = new BitSet();
    private final Map<Long, Object[]> evictedCases = new LinkedHashMap<>();
    private final LongSet cases = new LongSet();
    private final BitSet groups = new BitSet();

    /**
     * A case's facts go.
     *
     * @param fromEpisode those of this episode and later ones
     * @param last order of what has left the stream; events that are not behind it go; null: all events go, and the
     *     case is no longer evicted
     * @param factsOnly events stay, and so does the mark that it was evicted
     */
    record Replacement(long caseKey, long fromEpisode, Order last, boolean factsOnly) {}

    /** A place in the order of a case's events. */
    record Order(long micros, String source, long sequence, String id) {}

    /** The rows that wait for a table. */
    PendingRows of(FactTable table) {
        return rows.computeIfAbsent(table, t -> new PendingRows());
    }

    /** Notes whose row was put: what must not be replaced in this segment any more. */
    void touched(FactTable table, long caseKey, Result r) {
        if (table.owner() == Owner.CASE) {
            cases.add(caseKey);
        } else if (table.owner() == Owner.PANE && r.group() != Result.NO_GROUP) {
            groups.set(Epochs.index(r));
        }
    }

    /** False when something that this would void was said before in the segment. */
    boolean replaceCase(Replacement replacement) {
        long key = replacement.caseKey();
        return !cases.contains(key) && !evictedCases.containsKey(key) && add(replacement);
    }

    private boolean add(Replacement replacement) {
        replacedCases.add(replacement);
        return true;
    }

    /** False when something that this would void was said before in the segment. */
    boolean replaceGroup(int index) {
        if (groups.get(index)) {
            return false;
        }
        replacedGroups.set(index);
        return true;
    }

    void evict(long caseKey, Object[] key) {
        evictedCases.put(caseKey, key);
    }

    Map<FactTable, PendingRows> rows() {
        return rows;
    }

    Set<Replacement> replacedCases() {
        return replacedCases;
    }

    List<Integer> replacedGroups() {
        return replacedGroups.stream().boxed().toList();
    }

    Map<Long, Object[]> evictedCases() {
        return evictedCases;
    }

    /** Marks that are not rows. */
    int marks() {
        return replacedCases.size() + replacedGroups.cardinality() + evictedCases.size();
    }
}
