package io.sojourn.cli.e2e.harness;

import io.sojourn.cli.e2e.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code sojourn run}, killed while it reads a log, and started again by the same command until it ends. Sometimes a state file
 * of the newest checkpoint is cut off meanwhile: the one before it serves.
 */
final class EmbeddedRun implements Disturbance {
    private static final int MOST_KILLS = 4;
    private final SampleLog log;
    private final String speed;

    /** @param speed how many times faster than the wall's clock: slow enough to be killed on the way */
    EmbeddedRun(SampleLog log, String speed) {
        this.log = log;
        this.speed = speed;
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public Outcome run(long seed, Path folder) throws Exception {
        Random random = new Random(seed);
        Path calm = log.calm();
        Path data = folder.resolve("data");
        int kills = 0;
        for (int i = 1 + random.nextInt(MOST_KILLS); i > 0; i--) {
            try (ChildProcess child = start(folder.resolve("start-" + i), data)) {
                if (random.nextInt(4) > 0) {
                    awaitNewCheckpoint(child, data);
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_500));
                kills += child.isAlive() ? 1 : 0;
                child.kill();
            }
            if (random.nextInt(3) == 0) {
                damageNewest(data);
            }
        }
        try (ChildProcess last = start(folder.resolve("last"), data)) {
            if (last.exitCode() != 0) {
                throw new AssertionError("the last start failed: " + last.standardError());
            }
        }
        return Outcome.of(kills, calm, data, Set.of(), Set.of());
    }

    private ChildProcess start(Path folder, Path data) {
        return ChildProcess.sojourn(
                folder,
                "run",
                log.file().toString(),
                "--definition",
                log.definition().toString(),
                "--data",
                data.toString(),
                "--speed",
                speed,
                "--checkpoint-seconds",
                "0.5");
    }

    /** Waits until there is a checkpoint that no earlier start made, or the process has ended. */
    private static void awaitNewCheckpoint(ChildProcess child, Path data) {
        Set<Path> before = checkpoints(data);
        child.awaitThat("a checkpoint is complete", () -> {
            Set<Path> now = new HashSet<>(checkpoints(data));
            now.removeAll(before);
            return !now.isEmpty() || !child.isAlive();
        });
    }

    /** Where there is an older one. */
    private static void damageNewest(Path data) throws IOException {
        List<Path> newestFirst = checkpoints(data).stream()
                .sorted(Comparator.comparing(EmbeddedRun::written).reversed())
                .toList();
        if (newestFirst.size() < 2) {
            return;
        }
        try (Stream<Path> files = Files.list(newestFirst.get(0).getParent())) {
            for (Path state :
                    files.filter(f -> !f.endsWith("_metadata")).limit(1).toList()) {
                Files.write(state, new byte[1]);
                System.out.println("cut off " + data.relativize(state));
            }
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Path> checkpoints(Path data) {
        Path folder = data.resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.endsWith("_metadata")).collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            // An old checkpoint was removed while we looked.
            return Set.of();
        }
    }
}
