package io.sojourn.mining.flow;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.IntervalOrder;
import io.sojourn.mining.log.Parallel;
import io.sojourn.mining.log.Selection;

/**
 * The directly-follows graph alone: how often each pair of activities comes, and how much time passes between the two in
 * sum. In the order (start, time, position) where there are starts, from completion to the next start; else the difference
 * of the times. One reading of two columns.
 */
public final class DirectlyFollows {
    /** Pairs are a table of at most the square of this many cells. */
    private static final int MOST_ACTIVITIES = 1_024;

    private final int activities;
    /** Count and sum of times of each pair, one behind the other. */
    private final long[] cells;

    private DirectlyFollows(int activities) {
        this.activities = activities;
        this.cells = new long[2 * activities * activities];
    }

    /** Of a selection, on all processors. */
    public static DirectlyFollows of(Selection selection) {
        return of(selection, Parallel.tasks());
    }

    /**
     * Of a selection, in a number of threads.
     *
     * @throws SojournException when there are too many activities, or the times of a pair in sum exceed 292,000 years
     */
    public static DirectlyFollows of(Selection selection, int threads) {
        int activities = selection.log().activityNames().size();
        if (activities > MOST_ACTIVITIES) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "the log has " + activities + " activities, the limit of this graph is " + MOST_ACTIVITIES + ".",
                    "Maybe use the flow, which lists the pairs.");
        }
        int[] bounds = selection.cut(threads);
        DirectlyFollows[] own = new DirectlyFollows[threads];
        try {
            Parallel.run(threads, t -> {
                own[t] = new DirectlyFollows(activities);
                own[t].read(new CaseBlocks(selection, bounds[t], bounds[t + 1], CaseBlocks.Column.STARTS));
            });
            for (int t = 1; t < threads; t++) {
                own[0].add(own[t]);
            }
        } catch (ArithmeticException e) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT, "the times between two activities are too long to be summed.", null, e);
        }
        return own[0];
    }

    private void read(CaseBlocks blocks) {
        IntervalOrder order = new IntervalOrder();
        while (blocks.next()) {
            if (blocks.starts() == blocks.times()) {
                readTimes(blocks.activities(), blocks.times(), blocks.offsets(), blocks.cases());
            } else {
                readIntervals(blocks, order);
            }
        }
    }

    private void readTimes(int[] activity, long[] times, int[] offsets, int cases) {
        for (int c = 0; c < cases; c++) {
            int row = activity[offsets[c]] * activities;
            long before = times[offsets[c]];
            for (int i = offsets[c] + 1; i < offsets[c + 1]; i++) {
                long time = times[i];
                take(row + activity[i], time - before);
                row = activity[i] * activities;
                before = time;
            }
        }
    }

    private void readIntervals(CaseBlocks block, IntervalOrder intervalOrder) {
        int[] offsets = block.offsets();
        int[] activity = block.activities();
        for (int c = 0; c < block.cases(); c++) {
            int[] order = intervalOrder.of(block.starts(), offsets[c], offsets[c + 1]);
            for (int i = 1; i < offsets[c + 1] - offsets[c]; i++) {
                int from = order[i - 1];
                int to = order[i];
                take(activity[from] * activities + activity[to], block.starts()[to] - block.times()[from]);
            }
        }
    }

    private void take(int pair, long micros) {
        cells[2 * pair]++;
        cells[2 * pair + 1] = Math.addExact(cells[2 * pair + 1], micros);
    }

    private void add(DirectlyFollows other) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Math.addExact(cells[i], other.cells[i]);
        }
    }

    /** How often activity {@code to} comes right after {@code from}; by their codes. */
    public long count(int from, int to) {
        return cells[2 * (from * activities + to)];
    }

    /** The time between them in sum, microseconds; negative ones included. */
    public long totalMicros(int from, int to) {
        return cells[2 * (from * activities + to) + 1];
    }
}
