package io.sojourn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder for what libraries unpack (native code of 70 MB among it): one a process, gone with it. Folders of processes
 * that were killed are removed by the next one that starts.
 */
final class TemporaryFolder {
    private static final String PREFIX = "sojourn-";
    private static final Pattern OWN = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

    private TemporaryFolder() {}

    /** Must run before any library asks for the temporary folder. */
    static void prepare() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        Path own;
        try {
            sweep(parent);
            // Nobody else can have made it before, or look into it: native code is loaded from there.
            own = Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("can't make a temporary folder in " + parent, e);
        }
        System.setProperty("java.io.tmpdir", own.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(own), "remove-temporary-folder"));
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                Matcher m = OWN.matcher(folder.getFileName().toString());
                if (m.matches() && ProcessHandle.of(Long.parseLong(m.group(1))).isEmpty()) {
                    remove(folder);
                }
            }
        }
    }

    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Another process sweeps the same folder, or still writes to it: the next start tries again.
            org.slf4j.LoggerFactory.getLogger(TemporaryFolder.class).debug("left {} behind", folder, e);
        }
    }
}
