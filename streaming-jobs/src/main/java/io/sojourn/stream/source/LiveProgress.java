package io.sojourn.stream.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How far the writer of a live log and the job that reads it have come, for both in one process: the reader stays behind
 * what is durable, the writer's callers learn how much is unread.
 */
final class LiveProgress {
    private static final Map<String, LiveProgress> ALL = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Integer, Long> durable = new ConcurrentSkipListMap<>();
    private volatile boolean written;
    private volatile LivePosition read;

    private LiveProgress() {}

    static LiveProgress of(Path folder) {
        return ALL.computeIfAbsent(folder.toAbsolutePath().normalize().toString(), p -> new LiveProgress());
    }

    /** The writer is open, or closed: then files don't change any more. */
    void writing(boolean open) {
        if (open) {
            durable.clear();
        }
        written = open;
    }

    void durable(int segment, long bytes) {
        durable.put(segment, bytes);
    }

    void dropped(int segment) {
        durable.headMap(segment).clear();
    }

    void read(LivePosition position) {
        read = position;
    }

    /** Up to where a segment may be read: all of it where nobody writes in this process. */
    long readable(int segment) {
        return written ? durable.getOrDefault(segment, 0L) : Long.MAX_VALUE;
    }

    /** Durable bytes that the job has not read; 0 before it begins. */
    long backlogBytes() {
        LivePosition from = read;
        if (from == null) {
            return 0;
        }
        long bytes = 0;
        for (Map.Entry<Integer, Long> segment :
                durable.tailMap(from.segment(), true).entrySet()) {
            bytes += segment.getValue()
                    - (segment.getKey() == from.segment() ? from.offset() : SpoolFormat.HEADER.length);
        }
        return Math.max(0, bytes);
    }
}
