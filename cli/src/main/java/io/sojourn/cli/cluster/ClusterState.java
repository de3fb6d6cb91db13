package io.sojourn.cli.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the supervisor tells about itself and its processes, in {@code cluster.json}.
 *
 * @param phase what it does now, {@link #READY} when all is up
 * @param brokers bootstrap servers of Kafka
 * @param flink address of Flink's REST interface and page
 */
record ClusterState(String phase, Running supervisor, String brokers, String flink, List<Running> processes) {
    static final String READY = "ready";

    ClusterState {
        processes = List.copyOf(processes);
    }

    /**
     * A process. Pid and start name it for ever; the pid alone may come to another.
     *
     * @param started milliseconds since 1970
     * @param restarts how often it was started again
     * @param metricsPort where Prometheus finds its figures, or 0
     */
    record Running(String name, long pid, long started, int restarts, int metricsPort) {
        /** Start times are counted from the machine's start: rounded differently after a change of the clock. */
        private static final Duration ROUNDING = Duration.ofSeconds(2);

        static Running of(String name, ProcessHandle handle, int restarts, int metricsPort) {
            return new Running(name, handle.pid(), startOf(handle), restarts, metricsPort);
        }

        private static long startOf(ProcessHandle handle) {
            return handle.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L);
        }

        /** The process, if it is still this one. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(h -> Math.abs(startOf(h) - started) <= ROUNDING.toMillis());
        }
    }
}
