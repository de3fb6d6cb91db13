package io.sojourn.cli.cluster;

import java.io.PrintStream;
import java.util.Locale;

/** A status in plain words. */
final class StatusText {
    private StatusText() {}

    static void print(PrintStream out, ClusterStatus s) {
        out.println("Cluster in " + s.folder() + ": " + s.phase());
        out.println("Kafka  " + s.brokers());
        out.println("Flink  " + s.flink());
        out.println();
        line(out, "%-16s %8s  %-8s %8s  %s", "process", "pid", "state", "restarts", "metrics");
        for (ClusterStatus.ProcessLine p : s.processes()) {
            String metrics = p.metricsPort() == 0 ? "" : "http://127.0.0.1:" + p.metricsPort() + "/metrics";
            line(out, "%-16s %8d  %-8s %8d  %s", p.name(), p.pid(), p.runs() ? "runs" : "ended", p.restarts(), metrics);
        }
        for (ClusterStatus.JobLine j : s.jobs()) {
            job(out, j);
        }
        if (s.trouble() != null) {
            out.println();
            out.println("The jobs can't be asked now: " + s.trouble());
        }
    }

    private static void job(PrintStream out, ClusterStatus.JobLine j) {
        out.println();
        line(out, "job %s: %s, parallelism %d, submitted %d times", j.name(), j.status(), j.parallelism(), j.attempt());
        if (j.restoredFrom() != null) {
            line(out, "  began with    %s", j.restoredFrom());
        }
        line(out, "  restarts      %d by Flink since then", j.restarts());
        line(
                out,
                "  checkpoints   %,d done, %,d failed; the last: %s",
                j.checkpoints(),
                j.failedCheckpoints(),
                j.lastCheckpoint() == 0 ? "none yet" : last(j));
        if (j.pending() >= 0) {
            line(out, "  lag           %,d records", j.pending());
        }
        if (j.error() != null) {
            line(out, "  trouble       %s", j.error());
        }
    }

    private static String last(ClusterStatus.JobLine j) {
        long age = Math.max(0, System.currentTimeMillis() - j.lastCheckpoint());
        return String.format(
                Locale.ROOT, "%.1f s ago, %,d bytes in %d ms", age / 1e3, j.checkpointBytes(), j.checkpointMillis());
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
