package io.sojourn.api.store;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Results that are applied in one transaction, coalesced: the last word for each key. Where something is replaced that
 * was said before in the same batch, a new {@link Segment} begins; segments are applied in order.
 */
final class Batch {
    /** Of {process, version, case_id}. */
    static final int CASE_KEY = 3;

    private static final int REPLACE_CASE_WIDTH = 8;
    private static final int AS_OF_WIDTH = 4;

    private final Tables tables;
    private final Epochs epochs;
    private final WriterClocks clocks;
    private final int lateColumn;
    private final List<Segment> segments = new ArrayList<>(1);
    private final Map<Integer, Long> newEpochs = new TreeMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private Segment last = new Segment();
    private final long asOfBefore;
    private boolean asOfSaid;
    private long epoch;
    private long asOf = WriterClocks.NEVER;
    private String clockText;
    private long results;
    private long voided;
    private long late;
    private long casesReplaced;
    private int distinct;
    private int said;

    /**
     * A batch that goes on where the ones before it ended.
     *
     * @param epochs what was seen so far; grows as results are added
     * @param clocks what the writers said so far; changes as results are added
     */
    Batch(Tables tables, Epochs epochs, WriterClocks clocks) {
        this.tables = tables;
        this.epochs = epochs;
        this.clocks = clocks;
        this.asOfBefore = clocks.asOf();
        this.lateColumn = tables.of(FactTable.EVENTS).lateColumn();
        segments.add(last);
    }

    void add(Result r) {
        said++;
        results++;
        epoch = Math.max(epoch, r.epoch());
        switch (epochs.hear(r)) {
            case VOID -> {
                voided++;
                return;
            }
            case NEWER -> newEpochs.put(Epochs.index(r), r.epoch());
            case SAME -> {}
        }
        switch (r.kind()) {
            case UPSERT, INSERT ->
                put(
                        r,
                        r.values(),
                        tables.of(r.table()).own(r.values()).columns().size());
            case DELETE ->
                put(r, PendingRows.GONE, tables.of(r.table()).own(r.values()).keyColumns());
            case REPLACE_CASE -> {
                casesReplaced++;
                replace(replacement(r));
            }
            case REPLACE_GROUP -> replaceGroup(r);
            case EVICT_CASE -> last.evict(caseKey(r.values()), r.values());
            case AS_OF -> hearAsOf(r);
        }
    }

    /** Where the sources of these results are: kept in the same transaction. */
    void add(Map<String, Long> newPositions) {
        if (!newPositions.isEmpty()) {
            said++;
            positions.putAll(newPositions);
        }
    }

    /** The derived facts of a case go, its events and the mark that it was evicted stay. */
    void replaceFacts(Object[] key) {
        said++;
        replace(new Segment.Replacement(caseKey(key), 1, null, true));
    }

    /** A row of no writer's, in the place of one that the group's writer said, or may say. */
    void repaired(FactTable table, Object[] row, int group) {
        said++;
        put(Result.upsert(table, row, group, 0), row, row.length);
    }

    private void put(Result r, Object[] row, int width) {
        Tables.Keyed table = tables.of(r.table());
        if (r.table() == FactTable.EVENTS && row != PendingRows.GONE) {
            checkEvent(r, table);
        } else {
            checkWidth(r, width);
        }
        PendingRows pending = last.of(r.table());
        int before = pending.size();
        long first = table.k1(r.values());
        long second = table.k2(r.values());
        if (r.table() == FactTable.EVENTS && row != PendingRows.GONE && isLate(row)) {
            late++;
            pending.putIfAbsent(first, second, r.group(), table.united(row));
        } else if (r.kind() == Result.Kind.INSERT) {
            pending.putNew(first, second, r.group(), table.united(row));
        } else {
            pending.put(first, second, r.group(), row == PendingRows.GONE ? row : table.united(row));
        }
        last.touched(r.table(), first, r);
        distinct += pending.size() - before;
    }

    /** An event may have been read under an older or a newer version than that of its case: other attributes at the end. */
    private void checkEvent(Result r, Tables.Keyed events) {
        int own = events.own(r.values()).columns().size();
        int width = r.values().length;
        if (width <= lateColumn || width > events.schema().widest((String) r.values()[0])) {
            checkWidth(r, own);
        }
    }

    private static void checkWidth(Result r, int width) {
        if (r.values().length != width) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    r.kind() + (r.table() == null ? "" : " of " + r.table().tableName()) + " has " + r.values().length
                            + " values where " + width + " are needed.",
                    "Maybe the stream runs another version of the definition, or of the program.");
        }
    }

    /** A late event says nothing new of an event that is stored already. */
    private boolean isLate(Object[] row) {
        return Boolean.TRUE.equals(row[lateColumn]);
    }

    private static Segment.Replacement replacement(Result r) {
        checkWidth(r, REPLACE_CASE_WIDTH);
        Object[] v = r.values();
        Segment.Order order = v[4] == null
                ? null
                : new Segment.Order(
                        ((Number) v[4]).longValue(), v[5].toString(), ((Number) v[6]).longValue(), v[7].toString());
        return new Segment.Replacement(caseKey(v), ((Number) v[3]).longValue(), order, false);
    }

    private void replace(Segment.Replacement replacement) {
        if (!last.replaceCase(replacement)) {
            beginSegment();
            last.replaceCase(replacement);
        }
    }

    private void replaceGroup(Result r) {
        if (r.table().owner() != FactTable.Owner.PANE || r.group() == Result.NO_GROUP) {
            throw new SojournException(
                    ErrorCode.BROKEN, r + " of group " + r.group() + " names no rows that a group can replace.");
        }
        if (!last.replaceGroup(Epochs.index(r))) {
            beginSegment();
            last.replaceGroup(Epochs.index(r));
        }
    }

    private void beginSegment() {
        last = new Segment();
        segments.add(last);
    }

    private void hearAsOf(Result r) {
        checkWidth(r, AS_OF_WIDTH);
        clocks.hear(r);
        asOf = Math.max(asOf, clocks.asOf());
        asOfSaid = true;
    }

    static long caseKey(Object[] values) {
        return Fingerprint.ofCase(values);
    }

    /** Fixes what the writers said up to here, as the next batch goes on with the same clocks. */
    Batch sealed() {
        if (asOfSaid) {
            clockText = clocks.toText();
        }
        return this;
    }

    boolean isEmpty() {
        return said == 0;
    }

    /** Rows and marks that wait: the measure of its size. */
    int size() {
        return distinct + segments.stream().mapToInt(Segment::marks).sum();
    }

    /** Results and positions: what those who wait for it count. */
    int said() {
        return said;
    }

    long results() {
        return results;
    }

    /** Results of writers that were replaced. */
    long voided() {
        return voided;
    }

    /** Rows of events that came too late for the stream. */
    long late() {
        return late;
    }

    /** Cases that the stream tells anew. */
    long casesReplaced() {
        return casesReplaced;
    }

    /** The highest one in this batch, or 0. */
    long epoch() {
        return epoch;
    }

    /** The least as_of of all writers, or {@link WriterClocks#NEVER}. */
    long asOf() {
        return asOf;
    }

    /** True when with it the as_of of all writers moves on. */
    boolean movesAsOf() {
        return asOf > asOfBefore;
    }

    /** What the writers said, as it is kept; null when they said nothing. */
    String clockText() {
        return clockText;
    }

    /** Epochs that are greater than before, by the place of their group. */
    Map<Integer, Long> newEpochs() {
        return newEpochs;
    }

    Map<String, Long> positions() {
        return positions;
    }

    List<Segment> segments() {
        return segments;
    }
}
