package io.sojourn.stream.source;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The segments of a live log: {@code 00000001.events} and so on. */
final class LiveFiles {
    private static final String NAME = "\\d{8}\\.events";

    private LiveFiles() {}

    static Path segment(Path folder, int number) {
        return folder.resolve(String.format("%08d.events", number));
    }

    /** Numbers of the segments that are there, in order. */
    static List<Integer> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.matches(NAME))
                    .map(name -> Integer.parseInt(name.substring(0, 8)))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes the segments before the given one; those that are there stay without a gap. */
    static void dropBefore(Path folder, int segment) {
        try {
            for (int number : segments(folder)) {
                if (number < segment) {
                    Files.delete(segment(folder, number));
                }
            }
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BROKEN, "can't remove read segments of " + folder + ": " + e.getMessage(), null, e);
        }
    }

    /** Makes new and removed names in a folder durable. */
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
