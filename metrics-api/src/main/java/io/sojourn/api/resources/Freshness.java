package io.sojourn.api.resources;

/**
 * How long something that was computed from the store may be shown: until the next commit; what took long, for a multiple
 * of that time, so that pages on a wall don't keep the store busy.
 *
 * @param commit the store's last one before it was computed
 * @param tookNanos how long that took
 * @param atNanos when it was done, by {@link System#nanoTime}
 */
public record Freshness(long commit, long tookNanos, long atNanos) {
    /** What is faster than this is always of the last commit. */
    private static final long FAST_NANOS = 250_000_000L;
    /** What is slow may be so many times as old as it takes. */
    private static final int REST = 10;

    private static final long RECENT_NANOS = 1_000_000_000L;
    private static final long OLDEST_NANOS = 60_000_000_000L;

    /** Of what was begun then, and is done now. */
    public static Freshness since(long beginNanos, long commit) {
        long now = System.nanoTime();
        return new Freshness(commit, now - beginNanos, now);
    }

    /** True where it is at most a minute old, whatever was committed since. */
    public boolean isYoung() {
        return System.nanoTime() - atNanos < OLDEST_NANOS;
    }

    /** True where it is at most a second old: it may be shown while the next one is computed. */
    boolean isRecent() {
        return System.nanoTime() - atNanos < RECENT_NANOS;
    }

    /** True while it may be shown. */
    public boolean holds(long lastCommit) {
        long age = System.nanoTime() - atNanos;
        return commit == lastCommit || (tookNanos > FAST_NANOS && age < Math.min(OLDEST_NANOS, tookNanos * REST));
    }
}
