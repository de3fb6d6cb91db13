package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the build put the jars of the broker, of Flink and of the job. */
public final class Jars {
    private Jars() {}

    /** The jars of a broker, as a class path. */
    static String kafka() {
        return classPath("kafka");
    }

    /** The jars of Flink, as a class path. */
    static String flink() {
        return classPath("flink");
    }

    /** The job with what it needs and Flink doesn't bring. */
    public static Path job() {
        return existing(folder().resolve("job.jar"));
    }

    /** The class path of this program, for a process that works in another folder. */
    static String own() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String classPath(String name) {
        return existing(folder().resolve(name)) + "/*";
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    path + " isn't there",
                    "Maybe build it with mvn -DskipTests package, or set SOJOURN_CLUSTER_JARS to the folder that has kafka, flink and job.jar.");
        }
        return path;
    }

    /** From {@code cli/target/classes} or {@code cli/target/cli-*.jar} to {@code deploy/cluster/target}. */
    private static Path folder() {
        String given = System.getenv("SOJOURN_CLUSTER_JARS");
        if (given != null && !given.isEmpty()) {
            return Path.of(given).toAbsolutePath();
        }
        try {
            Path code = Path.of(Jars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.getParent().getParent().getParent().resolve("deploy/cluster/target");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A jar with {@link Lifeline} alone. */
    static Path lifeline(Path folder) throws IOException {
        Path jar = folder.resolve("lifeline.jar");
        String entry = Lifeline.class.getName().replace('.', '/') + ".class";
        try (InputStream in = Lifeline.class.getClassLoader().getResourceAsStream(entry);
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out)) {
            zip.putNextEntry(new JarEntry(entry));
            in.transferTo(zip);
        }
        return jar;
    }
}
