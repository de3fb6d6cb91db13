package io.sojourn.api.store;

import io.sojourn.fact.Result;
import io.sojourn.fact.Result.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the writers of a running stream to one instant. Each says its results up to an as_of and then that as_of, at its own
 * pace, so that what is stored is mostly of two instants. Here the results of those who have said the wanted as_of are
 * held back, in order, until all have said it: a commit at that moment holds what was said up to it, and nothing more.
 * Guarded by the lock of the {@link Writer}.
 */
final class Meeting {
    /** How far it is. */
    enum Stage {
        /** The next as_of that somebody says is the one to meet at. */
        OPEN,
        /** Some have said it. */
        GATHERING,
        /** All have said it: the batch that waits is the one. */
        MET,
        /** That batch is durable. */
        COMMITTED
    }

    private final WriterClocks clocks;
    private long after;
    private final List<Result> held = new ArrayList<>();
    private final Map<String, Long> heldPositions = new HashMap<>();
    private Stage stage = Stage.OPEN;
    private long target;

    /** @param clocks what the writers have said; changes while they meet */
    Meeting(WriterClocks clocks) {
        this.clocks = clocks;
        this.after = clocks.latest();
    }

    Stage stage() {
        return stage;
    }

    /** The batch with all that was said up to the instant is durable. */
    void committed() {
        stage = Stage.COMMITTED;
    }

    int size() {
        return held.size();
    }

    /** Takes a result that has to wait; false: it is one of those to be applied. */
    boolean takes(Result r) {
        if (stage == Stage.OPEN || r.lane() == Lane.SOURCE || !clocks.hasSaid(r, target)) {
            return false;
        }
        held.add(r);
        return true;
    }

    /** Keeps positions back while results that came with or before them are. */
    boolean takes(Map<String, Long> positions) {
        if (held.isEmpty()) {
            return false;
        }
        heldPositions.putAll(positions);
        return true;
    }

    /** A result was given to the batch; true when all have now said the instant, or more. */
    boolean heard(Result r) {
        if (r.kind() != Result.Kind.AS_OF || r.lane() == Lane.SOURCE) {
            return false;
        }
        long said = ((Number) r.values()[3]).longValue();
        if (stage == Stage.OPEN && said > after && clocks.asOf() != WriterClocks.NEVER) {
            target = said;
            stage = Stage.GATHERING;
        }
        if (stage == Stage.GATHERING && clocks.asOf() >= target) {
            after = clocks.latest();
            stage = after == target ? Stage.MET : Stage.OPEN;
            return true;
        }
        return false;
    }

    /** Gives what was held back to a batch. */
    void release(Batch batch) {
        held.forEach(batch::add);
        batch.add(heldPositions);
        held.clear();
        heldPositions.clear();
    }
}
