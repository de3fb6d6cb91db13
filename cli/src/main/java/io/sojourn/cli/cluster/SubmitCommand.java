package io.sojourn.cli.cluster;

import io.sojourn.definition.Definitions;
import io.sojourn.definition.FollowConditions;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn cluster submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the job of one or several definitions. If it runs already, or ran before, the new one goes on from the newest savepoint or "
                    + "checkpoint of this job.",
            "The definition and the job's jar are copied: what is built later doesn't change a job that runs."
        })
final class SubmitCommand implements Callable<Integer> {
    private static final String MAIN = "io.sojourn.stream.kafka.ClusterJob";
    private static final int MAX_PARALLELISM = 128;

    @Mixin
    private FolderOption dir;

    @Option(
            names = "--definition",
            required = true,
            paramLabel = "FILE",
            description = "The process definition; again for each further process.")
    private List<Path> definitions;

    @Option(names = "--name", paramLabel = "JOB", description = "Default: the process of the first definition.")
    private String name;

    @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(names = "--jar", paramLabel = "FILE", description = "Another jar than that of the build.")
    private Path jar;

    @Option(names = "--class", defaultValue = MAIN, paramLabel = "CLASS", description = "Default: ${DEFAULT-VALUE}.")
    private String mainClass;

    @Parameters(
            paramLabel = "ARGUMENT",
            description = "Further arguments of the job, after --, such as -- --partitions 8 --as-of events.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException {
        checkParallelism(parallelism);
        ClusterState cluster = dir.running();
        Processes processes =
                Processes.of(definitions.stream().map(Definitions::load).toList());
        FollowConditions.check(processes.histories());
        String job = name == null ? processes.names().get(0) : name;
        ClusterFolder folder = dir.folder();
        Path own = Files.createDirectories(folder.job(job));
        long generation = folder.wanted(job).map(WantedJob::generation).orElse(0L) + 1;
        List<Path> copies = new ArrayList<>();
        for (Path definition : definitions) {
            String number = copies.isEmpty() ? "" : "-" + (copies.size() + 1);
            copies.add(copy(definition, own.resolve("definition-" + generation + number + ".yaml")));
        }
        Path jarCopy = copy(jar == null ? Jars.job() : jar, own.resolve("job-" + generation + ".jar"));
        WantedJob wanted = new WantedJob(
                generation,
                WantedJob.Action.RUN,
                parallelism,
                jarCopy.toString(),
                mainClass,
                arguments(copies, cluster));
        folder.want(job, wanted);
        removeOthers(own, jarCopy);
        System.err.println("Submitting job " + job + ".");
        JobState state = new Orders(dir).await(job, wanted);
        System.err.println("Job " + job + " runs with parallelism " + parallelism
                + (state.restoredFrom() == null ? "." : ", from " + state.restoredFrom() + "."));
        System.err.println("Its page: " + cluster.flink() + "/#/job/running/" + state.flinkJob());
        return 0;
    }

    static void checkParallelism(int parallelism) {
        if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--parallelism is " + parallelism + "; it must be from 1 to " + MAX_PARALLELISM);
        }
    }

    private List<String> arguments(List<Path> copies, ClusterState cluster) {
        List<String> all = new ArrayList<>();
        copies.forEach(copy -> all.addAll(List.of("--definition", copy.toString())));
        all.addAll(List.of("--brokers", cluster.brokers(), "--create-topics"));
        all.addAll(arguments);
        return all;
    }

    private static Path copy(Path from, Path to) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new SojournException(ErrorCode.NOT_FOUND, from + " is no file");
        }
        return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void removeOthers(Path folder, Path jar) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "job-*.jar")) {
            for (Path other : files) {
                if (!other.equals(jar)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }
}
