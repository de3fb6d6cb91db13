package io.sojourn.api.mining;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps answers about logs; the least recently used ones go when all of them take more than so many bytes. Thread-safe. */
final class AnswerCache {
    /** An answer that takes more than this part of the room is not kept. */
    private static final int PART = 4;

    private final long room;
    private final Map<Key, byte[]> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    AnswerCache(long room) {
        this.room = room;
    }

    private record Key(long log, Object question) {}

    /** Null where it is not kept. */
    synchronized byte[] get(StoredLog log, Question question) {
        return answers.get(new Key(log.number(), question.key()));
    }

    synchronized void put(StoredLog log, Question question, byte[] answer) {
        if (answer.length > room / PART || answers.put(new Key(log.number(), question.key()), answer) != null) {
            return;
        }
        bytes += answer.length;
        for (Iterator<byte[]> oldest = answers.values().iterator(); bytes > room; ) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }
}
