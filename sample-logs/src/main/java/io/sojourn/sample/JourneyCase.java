package io.sojourn.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * One case of a journey, as its books have it.
 *
 * <p>{@link #closedAt} is {@link #OPEN} while it is open; {@link #good} is what its followers and measures ask for:
 * accepted, submitted, paid.
 */
final class JourneyCase {
    static final long OPEN = Long.MAX_VALUE;

    final int process;
    final String id;
    final long n;
    final JourneyCase parent;
    final List<JourneyCase> children = new ArrayList<>(1);
    final String serviceLine;
    final String payer;
    long startedAt;
    long closedAt = OPEN;
    boolean good;
    boolean approved;

    JourneyCase(int process, String id, long n, JourneyCase parent, String serviceLine, String payer) {
        this.process = process;
        this.id = id;
        this.n = n;
        this.parent = parent;
        this.serviceLine = serviceLine;
        this.payer = payer;
    }

    boolean isClosed() {
        return closedAt != OPEN;
    }
}
