package io.sojourn.cli;

import io.sojourn.cli.cluster.Jars;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.stream.mining.MiningCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What computes the flow of a log. */
final class EngineArguments {
    private static final int MOST_PARALLEL = 128;
    private static final int MOST_PORT = 65_535;

    /** The engines. */
    enum Engine {
        LOCAL,
        FLINK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "local",
            description = {
                "local (if nothing is said): the whole log in the memory of this program, which is the fastest way while it fits.",
                "flink: the same figures as a Flink batch job that sorts on disk, for logs that don't: some ten times"
                        + " slower on one machine. Reads Parquet, also a folder of files; other formats are"
                        + " converted first."
            })
    private Engine engine;

    @Option(
            names = "--parallelism",
            defaultValue = "0",
            paramLabel = "N",
            description = "Tasks of --engine flink at a time. Default: one for each processor.")
    private int parallelism;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "With --engine flink: the REST address of a Flink cluster that does it, instead of this"
                    + " program. It must see LOG and --exchange under the same paths.")
    private String cluster;

    @Option(
            names = "--exchange",
            paramLabel = "FOLDER",
            description = "With --cluster: where it leaves what it found. Default: the folder for temporary files.")
    private Path exchange;

    boolean isFlink() {
        return engine == Engine.FLINK;
    }

    /** Where results are exchanged; null for the folder for temporary files. */
    Path exchange() {
        return exchange;
    }

    /** Refuses what only belongs to Flink, where it isn't asked, and values that can't be used. */
    void check() {
        Options.check(
                parallelism >= 0 && parallelism <= MOST_PARALLEL,
                "--parallelism",
                parallelism,
                "a number from 1 to " + MOST_PARALLEL);
        if (!isFlink() && (cluster != null || parallelism > 0 || exchange != null)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--cluster, --parallelism and --exchange belong to --engine flink.",
                    "Maybe add --engine flink.");
        }
    }

    /** How many tasks work at a time. */
    int tasks() {
        return parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors();
    }

    /** The cluster; who gets it closes it. */
    MiningCluster open(Path temporary) {
        if (cluster == null) {
            return MiningCluster.embedded(tasks(), temporary);
        }
        int colon = cluster.lastIndexOf(':');
        try {
            int port = Integer.parseInt(cluster.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= MOST_PORT) {
                return MiningCluster.at(cluster.substring(0, colon), port, tasks(), List.of(Jars.job()));
            }
        } catch (NumberFormatException e) {
            // No port: said below.
        }
        throw new SojournException(
                ErrorCode.BAD_REQUEST,
                "--cluster " + cluster + " is no address of a host and a port.",
                "Maybe --cluster localhost:8081.");
    }
}
