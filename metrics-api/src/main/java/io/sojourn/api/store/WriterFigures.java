package io.sojourn.api.store;

import java.util.OptionalLong;

/**
 * What the writer has done, as readers may see it at any time.
 */
public final class WriterFigures {
    private volatile long epoch;
    private volatile long asOf;
    private volatile long commits;
    private volatile long rows;
    private volatile long results;
    private volatile long voided;
    private volatile long late;
    private volatile long busyNanos;

    WriterFigures(long epoch, long asOf, long commits) {
        this.epoch = epoch;
        this.asOf = asOf;
        this.commits = commits;
    }

    /** Called by one thread at a time. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void committed(Batch batch, long batchRows, long nanos) {
        epoch = Math.max(epoch, batch.epoch());
        asOf = Math.max(asOf, batch.asOf());
        rows += batchRows;
        results += batch.results();
        voided += batch.voided();
        late += batch.late();
        busyNanos += nanos;
        commits++;
    }

    /** Highest epoch that was applied. */
    public long epoch() {
        return epoch;
    }

    /** Microseconds up to which everything is applied; empty before the first results. */
    public OptionalLong asOf() {
        return asOf == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(asOf);
    }

    /** Number of the last commit: grows with every change of the facts, over restarts too. */
    public long commits() {
        return commits;
    }

    /** Rows written since the store was opened. */
    public long rows() {
        return rows;
    }

    /** Results taken since the store was opened. */
    public long results() {
        return results;
    }

    /** Results dropped since the store was opened, because a later writer had taken their group over. */
    public long voided() {
        return voided;
    }

    /** Events that came too late for the stream, since the store was opened. */
    public long late() {
        return late;
    }

    /** Time spent in transactions since the store was opened. */
    public double busySeconds() {
        return busyNanos / 1e9;
    }
}
