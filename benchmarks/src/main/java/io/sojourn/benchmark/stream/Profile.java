package io.sojourn.benchmark.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** A flight recording of a part of the run, and tables of where its samples are. */
final class Profile implements AutoCloseable {
    private static final int SELF = 40;
    private static final int ON_STACK = 30;
    private final Path file;
    private final Recording recording = new Recording();

    private Profile(Path file) {
        this.file = file;
    }

    /** Starts to record; {@link #close()} writes the file. */
    static Profile start(Path file) {
        Profile profile = new Profile(file);
        profile.recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
        profile.recording.enable("jdk.GarbageCollection");
        profile.recording.start();
        return profile;
    }

    @Override
    public void close() throws IOException {
        recording.stop();
        recording.dump(file);
        recording.close();
    }

    /** Prints the methods with most samples: by themselves, and anywhere on the stack. */
    static void print(Path file, PrintWriter out) throws IOException {
        Map<String, Long> self = new HashMap<>();
        Map<String, Long> under = new HashMap<>();
        Map<String, Long> threads = new HashMap<>();
        long samples = 0;
        Duration pauses = Duration.ZERO;
        try (RecordingFile recorded = new RecordingFile(file)) {
            while (recorded.hasMoreEvents()) {
                RecordedEvent e = recorded.readEvent();
                if (e.getEventType().getName().equals("jdk.GarbageCollection")) {
                    pauses = pauses.plus(e.getDuration("sumOfPauses"));
                } else if (e.getStackTrace() != null) {
                    samples++;
                    count(e.getStackTrace().getFrames(), self, under);
                    threads.merge(threadName(e), 1L, Long::sum);
                }
            }
        }
        out.printf(Locale.ROOT, "%d samples; pauses of the collector %d ms%n", samples, pauses.toMillis());
        table("thread", threads, samples, 12, out);
        table("method itself", self, samples, SELF, out);
        table("sojourn or flink method on the stack", under, samples, ON_STACK, out);
        out.flush();
    }

    private static String threadName(RecordedEvent e) {
        return e.getThread("sampledThread") == null
                ? "?"
                : String.valueOf(e.getThread("sampledThread").getJavaName());
    }

    private static void count(List<RecordedFrame> frames, Map<String, Long> self, Map<String, Long> under) {
        Set<String> seen = new HashSet<>();
        Predicate<String> ours = name -> name.startsWith("io.sojourn") || name.startsWith("org.apache.flink");
        for (int i = 0; i < frames.size(); i++) {
            RecordedMethod m = frames.get(i).getMethod();
            String name = m.getType().getName() + "." + m.getName();
            if (i == 0) {
                self.merge(name, 1L, Long::sum);
            }
            if (ours.test(name) && seen.add(name)) {
                under.merge(name, 1L, Long::sum);
            }
        }
    }

    private static void table(String title, Map<String, Long> counts, long samples, int rows, PrintWriter out) {
        out.printf("%n%7s  %s%n", "%", title);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(rows)
                .forEach(e -> out.printf(Locale.ROOT, "%7.1f  %s%n", 100.0 * e.getValue() / samples, e.getKey()));
    }
}
