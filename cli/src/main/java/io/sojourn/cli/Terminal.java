package io.sojourn.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person is told while something takes long: on standard error, in place on a terminal, in lines elsewhere. */
final class Terminal {
    private static final long LINE_NANOS = 5_000_000_000L;
    private static final long PLACE_NANOS = 200_000_000L;
    private final PrintStream err = System.err;
    private final boolean interactive = Boolean.getBoolean("sojourn.terminal");
    /** What is done at once needs no progress. */
    private long toldAt = System.nanoTime();

    private int width;

    /** True where a person reads what is said. */
    boolean isInteractive() {
        return interactive;
    }

    /** Says a line that stays. */
    void say(String text, Object... values) {
        clear();
        err.println(String.format(Locale.ROOT, text, values));
    }

    /** Says how far it is, not too often. */
    void progress(String text, Object... values) {
        long now = System.nanoTime();
        if (now - toldAt < (interactive ? PLACE_NANOS : LINE_NANOS)) {
            return;
        }
        toldAt = now;
        String line = String.format(Locale.ROOT, text, values);
        if (interactive) {
            err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            err.flush();
            width = line.length();
        } else {
            err.println(line);
        }
    }

    private void clear() {
        if (interactive && width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            width = 0;
        }
    }

    /** A number with separators. */
    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A duration in plain words: {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    static String duration(Duration d) {
        long seconds = d.toSeconds();
        if (seconds < 1) {
            return d.toMillis() + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1e3);
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
