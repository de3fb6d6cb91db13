package io.sojourn.fact;

import java.util.List;

/**
 * Who takes the stream's results in the same process. {@link #flush()} returns only when everything accepted before is
 * durable: a checkpoint that completes after it never has to say those results again.
 */
public interface ResultConsumer {
    /** Takes results, in order; may wait when the consumer is behind. */
    void accept(List<Result> results);

    /** Waits until all results accepted so far are durable; fails when one could not be made so. */
    void flush();
}
