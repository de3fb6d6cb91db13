package io.sojourn.stream.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the job of this process has read a spool; for a person who waits, never for a result. */
public final class SpoolProgress {
    private static final Map<String, SpoolProgress> ALL = new ConcurrentHashMap<>();
    private volatile long events;
    private volatile long position;

    private SpoolProgress() {}

    static SpoolProgress of(String path) {
        return ALL.computeIfAbsent(path, p -> new SpoolProgress());
    }

    /** The progress on a spool; zeros before its job begins. */
    public static SpoolProgress of(Path spool) {
        return of(spool.toAbsolutePath().toString());
    }

    void report(long events, long position) {
        this.events = events;
        this.position = position;
    }

    public long events() {
        return events;
    }

    /** Bytes of the spool that were read. */
    public long position() {
        return position;
    }
}
