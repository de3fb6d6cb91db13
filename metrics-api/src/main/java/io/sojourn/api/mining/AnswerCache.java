package io.sojourn.api.mining;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps answers about logs; the least recently used ones go when all of them, their questions included, take more than so many
 * bytes. Thread-safe.
 */
final class AnswerCache {
    /** An answer that takes more than this part of the room is not kept. */
    private static final int PART = 4;

    private static final int BYTES_OF_SIGN = 8;

    private final long room;
    private final Map<Key, Kept> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    AnswerCache(long room) {
        this.room = room;
    }

    private record Key(long log, Object question) {}

    /** @param bytes that it takes, with its question */
    private record Kept(byte[] answer, long bytes) {}

    /** Null where it is not kept. */
    synchronized byte[] get(StoredLog log, Question question) {
        Kept known = answers.get(new Key(log.number(), question.key()));
        return known == null ? null : known.answer;
    }

    synchronized void put(StoredLog log, Question question, byte[] answer) {
        // A parsed filter takes several times its text.
        long size =
                answer.length + (long) BYTES_OF_SIGN * question.key().toString().length();
        if (size > room / PART) {
            return;
        }
        Kept before = answers.put(new Key(log.number(), question.key()), new Kept(answer, size));
        bytes += size - (before == null ? 0 : before.bytes);
        for (Iterator<Kept> oldest = answers.values().iterator(); bytes > room; ) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }
}
