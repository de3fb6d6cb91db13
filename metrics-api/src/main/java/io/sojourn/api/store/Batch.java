package io.sojourn.api.store;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.FactTable.Owner;
import io.sojourn.fact.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results that are applied in one transaction, coalesced: the last word for each key. A replacement of a case, or a
 * higher epoch, voids what was said before it; such rows stay in place and are told by their order.
 */
final class Batch {
    /** Of {process, version, case_id}. */
    static final int CASE_KEY = 3;

    private static final long NEVER = Long.MIN_VALUE;

    private final Tables tables;
    private final int lateColumn;
    private final EnumMap<FactTable, PendingRows> rows = new EnumMap<>(FactTable.class);
    private final Map<Long, List<Replacement>> replacedCases = new LinkedHashMap<>();
    private final Map<Long, Object[]> evictedCases = new LinkedHashMap<>();
    private long paneEpochFrom = NEVER;
    private long epoch;
    private long asOf = NEVER;
    private long results;
    private int distinct;

    /**
     * A case's facts were said to go.
     *
     * @param order when, among the results of the batch
     * @param fromEpisode those of this episode and later ones
     */
    record Replacement(long order, long fromEpisode) {}

    /** @param epoch the highest one seen so far */
    Batch(Tables tables, long epoch) {
        this.tables = tables;
        this.lateColumn = tables.of(FactTable.EVENTS).lateColumn();
        this.epoch = epoch;
    }

    void add(Result r) {
        results++;
        if (r.epoch() > epoch) {
            epoch = r.epoch();
            paneEpochFrom = results;
        }
        switch (r.kind()) {
            case UPSERT ->
                put(r, r.values(), tables.of(r.table()).schema().columns().size());
            case DELETE ->
                put(r, PendingRows.GONE, tables.of(r.table()).schema().keyColumns());
            case REPLACE_CASE -> {
                long from = ((Number) r.values()[CASE_KEY]).longValue();
                replacedCases
                        .computeIfAbsent(caseKey(r), k -> new ArrayList<>(1))
                        .add(new Replacement(results, from));
            }
            case EVICT_CASE -> evictedCases.put(caseKey(r), r.values());
            case AS_OF -> asOf = Math.max(asOf, ((Number) r.values()[2]).longValue());
        }
    }

    private void put(Result r, Object[] row, int width) {
        if (r.values().length != width) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    r.kind() + " of " + r.table().tableName() + " has " + r.values().length + " values where " + width
                            + " are needed.",
                    "Maybe the stream runs another version of the definition.");
        }
        PendingRows pending = rows.computeIfAbsent(r.table(), t -> new PendingRows());
        int before = pending.size();
        Tables.Keyed table = tables.of(r.table());
        long first = table.k1(r.values());
        long second = table.k2(r.values());
        if (r.table() == FactTable.EVENTS && row != PendingRows.GONE && isLate(row)) {
            pending.putIfAbsent(first, second, results, r.epoch(), row);
        } else {
            pending.put(first, second, results, r.epoch(), row);
        }
        distinct += pending.size() - before;
    }

    /** A late event says nothing new of an event that is stored already. */
    private boolean isLate(Object[] row) {
        return Boolean.TRUE.equals(row[lateColumn]);
    }

    private static long caseKey(Result r) {
        return Fingerprint.first(r.values(), 0, CASE_KEY);
    }

    boolean isEmpty() {
        return results == 0;
    }

    /** Rows and case marks that wait: the measure of its size. */
    int size() {
        return distinct + replacedCases.size() + evictedCases.size();
    }

    long results() {
        return results;
    }

    long epoch() {
        return epoch;
    }

    /** The greatest as_of said, or {@code Long.MIN_VALUE}. */
    long asOf() {
        return asOf;
    }

    /** True when pane rows of epochs below {@link #epoch()} must go. */
    boolean startsEpoch() {
        return paneEpochFrom != NEVER;
    }

    EnumMap<FactTable, PendingRows> rows() {
        return rows;
    }

    Map<Long, List<Replacement>> replacedCases() {
        return replacedCases;
    }

    Map<Long, Object[]> evictedCases() {
        return evictedCases;
    }

    /** True when something said later makes this row void. */
    boolean isVoid(FactTable table, PendingRows pending, int i) {
        if (table.owner() == Owner.PANE) {
            return pending.epoch(i) < epoch;
        }
        if (replacedCases.isEmpty() || table.owner() != Owner.CASE || !table.isDerived()) {
            return false;
        }
        List<Replacement> replacements = replacedCases.get(pending.k1(i));
        if (replacements == null || pending.row(i) == PendingRows.GONE) {
            return false;
        }
        long episode = ((Number) pending.row(i)[CASE_KEY]).longValue();
        return replacements.stream().anyMatch(r -> pending.order(i) < r.order() && episode >= r.fromEpisode());
    }
}
