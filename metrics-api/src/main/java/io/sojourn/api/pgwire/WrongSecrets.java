package io.sojourn.api.pgwire;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes guessing slow: the answer to each wrong secret of an address takes twice as long as the one before, up to a limit. */
final class WrongSecrets {
    private static final int MOST_ADDRESSES = 10_000;
    private static final int MOST_DOUBLINGS = 4;

    private final Duration first;
    private final Map<InetAddress, Integer> wrong = new LinkedHashMap<>();

    WrongSecrets(Duration first) {
        this.first = first;
    }

    /** One more of an address; gives how long to wait before it is told. */
    synchronized Duration add(InetAddress address) {
        int before = wrong.merge(address, 1, Integer::sum) - 1;
        if (wrong.size() > MOST_ADDRESSES) {
            wrong.remove(wrong.keySet().iterator().next());
        }
        return first.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
    }

    synchronized void clear(InetAddress address) {
        wrong.remove(address);
    }
}
