package io.sojourn.benchmark.stream;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.IOMetrics;

/**
 * How the work of a job that has ended was shared by the subtasks of each keyed operator.
 *
 * @param task the operator that records of a key come to
 * @param records that each subtask got
 * @param busyMillis that each subtask was at work
 */
record Shares(String task, long[] records, double[] busyMillis) {
    /** Of the tasks that have several subtasks with records. */
    static List<Shares> of(AccessExecutionGraph graph) {
        List<Shares> shares = new ArrayList<>();
        for (AccessExecutionJobVertex task : graph.getVerticesTopologically()) {
            AccessExecutionVertex[] subtasks = task.getTaskVertices();
            long[] records = new long[subtasks.length];
            double[] busy = new double[subtasks.length];
            for (int i = 0; i < subtasks.length; i++) {
                IOMetrics figures = subtasks[i].getCurrentExecutionAttempt().getIOMetrics();
                records[i] = figures.getNumRecordsIn();
                busy[i] = figures.getAccumulateBusyTime();
            }
            if (subtasks.length > 1 && Arrays.stream(records).sum() > 0) {
                shares.add(new Shares(task.getName().split("[: ]")[0], records, busy));
            }
        }
        return shares;
    }

    double largestOfRecords() {
        return Arrays.stream(records).max().orElse(0)
                / (double) Math.max(1, Arrays.stream(records).sum());
    }

    double largestOfBusy() {
        return Arrays.stream(busyMillis).max().orElse(0)
                / Math.max(1, Arrays.stream(busyMillis).sum());
    }

    static void print(List<Shares> shares, PrintWriter out) {
        out.printf("%-12s %14s %12s %14s %12s%n", "task", "records", "largest", "busy s", "largest");
        for (Shares s : shares) {
            out.printf(
                    Locale.ROOT,
                    "%-12s %,14d %11.1f%% %14.1f %11.1f%%%n",
                    s.task,
                    Arrays.stream(s.records).sum(),
                    100 * s.largestOfRecords(),
                    Arrays.stream(s.busyMillis).sum() / 1e3,
                    100 * s.largestOfBusy());
        }
    }
}
