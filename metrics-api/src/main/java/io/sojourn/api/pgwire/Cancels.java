package io.sojourn.api.pgwire;

import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which connection a cancel request means. Who asks must know the secret that the connection was told. */
final class Cancels {
    private record Entry(byte[] secret, Session session) {}

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();

    int add(byte[] secret, Session session) {
        int number = numbers.incrementAndGet();
        entries.put(number, new Entry(secret, session));
        return number;
    }

    void remove(int number) {
        entries.remove(number);
    }

    /** Stops the query of a connection; a wrong number or secret does nothing, and isn't told. */
    void cancel(int number, byte[] secret) {
        Entry entry = entries.get(number);
        if (entry != null && MessageDigest.isEqual(entry.secret, secret)) {
            entry.session.cancel();
        }
    }
}
