package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The {@code config.yaml} of Flink processes on one machine. Without Flink's shell scripts each part of the memory must be
 * given; the sizes fit the options of the JVM in {@link JobManagerProcess} and {@link TaskManagerProcess}.
 */
final class FlinkConfiguration {
    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("jobmanager.rpc.address", "127.0.0.1"),
            Map.entry("jobmanager.bind-host", "127.0.0.1"),
            Map.entry("rest.address", "127.0.0.1"),
            Map.entry("rest.bind-address", "127.0.0.1"),
            Map.entry("taskmanager.host", "127.0.0.1"),
            Map.entry("taskmanager.bind-host", "127.0.0.1"),
            Map.entry("jobmanager.memory.heap.size", "256m"),
            Map.entry("jobmanager.memory.off-heap.size", "64m"),
            Map.entry("jobmanager.memory.jvm-metaspace.size", "256m"),
            Map.entry("jobmanager.memory.jvm-overhead.min", "64m"),
            Map.entry("jobmanager.memory.jvm-overhead.max", "64m"),
            Map.entry("taskmanager.cpu.cores", "1"),
            Map.entry("taskmanager.memory.task.heap.size", "336m"),
            Map.entry("taskmanager.memory.task.off-heap.size", "64m"),
            Map.entry("taskmanager.memory.framework.heap.size", "64m"),
            Map.entry("taskmanager.memory.framework.off-heap.size", "64m"),
            Map.entry("taskmanager.memory.network.min", "64m"),
            Map.entry("taskmanager.memory.network.max", "64m"),
            Map.entry("taskmanager.memory.managed.size", "16m"),
            Map.entry("taskmanager.memory.jvm-metaspace.size", "256m"),
            Map.entry("taskmanager.memory.jvm-overhead.min", "64m"),
            Map.entry("taskmanager.memory.jvm-overhead.max", "64m"),
            // A dead process is noticed by two calls that fail. A silent one may only wait for a busy machine.
            Map.entry("heartbeat.interval", "1s"),
            Map.entry("heartbeat.rpc-failure-threshold", "2"),
            Map.entry("heartbeat.timeout", "10s"),
            Map.entry("restart-strategy.type", "exponential-delay"),
            Map.entry("restart-strategy.exponential-delay.initial-backoff", "500ms"),
            Map.entry("restart-strategy.exponential-delay.max-backoff", "10s"),
            Map.entry("restart-strategy.exponential-delay.reset-backoff-threshold", "2min"),
            Map.entry("state.backend.type", "hashmap"),
            Map.entry("execution.checkpointing.storage", "filesystem"),
            Map.entry("execution.checkpointing.mode", "EXACTLY_ONCE"),
            Map.entry("execution.checkpointing.timeout", "2min"),
            Map.entry("execution.checkpointing.num-retained", "2"),
            Map.entry("execution.checkpointing.tolerable-failed-checkpoints", "10"),
            Map.entry("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION"),
            // No Kryo, and no operator whose state can't be found again.
            Map.entry("pipeline.generic-types", "false"),
            Map.entry("pipeline.auto-generate-uids", "false"),
            Map.entry("taskmanager.load-balance.mode", "SLOTS"),
            Map.entry("classloader.check-leaked-classloader", "false"),
            Map.entry("metrics.reporters", "prom"),
            Map.entry(
                    "metrics.reporter.prom.factory.class",
                    "org.apache.flink.metrics.prometheus.PrometheusReporterFactory"));

    private FlinkConfiguration() {}

    /** Writes {@code conf/config.yaml} into a process's folder. */
    static void write(Path folder, Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(SHARED);
        all.putAll(own);
        StringBuilder text = new StringBuilder("# Written at each start.\n");
        // Single quotes are YAML's plain text: whatever a path contains, it stays a text.
        all.forEach((key, value) ->
                text.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
        try {
            Files.createDirectories(folder.resolve("conf"));
            Files.writeString(folder.resolve("conf/config.yaml"), text);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't write into " + folder + ": " + e, null, e);
        }
    }

    /** The port that this folder had for a purpose, or a free one that it has from now on. */
    static int port(Path folder, String purpose) {
        Path file = folder.resolve("ports.properties");
        Properties ports = new Properties();
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                try (Reader in = Files.newBufferedReader(file)) {
                    ports.load(in);
                }
            }
            int port = Ports.orFree(Integer.parseInt(ports.getProperty(purpose, "0")));
            ports.setProperty(purpose, Integer.toString(port));
            try (java.io.Writer out = Files.newBufferedWriter(file)) {
                ports.store(out, null);
            }
            return port;
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't keep a port in " + file + ": " + e, null, e);
        }
    }
}
