package io.sojourn.cli;

import io.sojourn.api.sql.EventArchive;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of a data folder. */
record DataFolder(Path root) {
    private static final int LONGEST_NAME = 100;

    static DataFolder create(Path root) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--data " + root + " is a file.",
                    "Maybe name a folder; it is made when missing.");
        }
        try {
            Files.createDirectories(root.resolve("spool"));
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "can't make the folder " + root + ": " + e.getMessage(),
                    "Maybe choose another --data.",
                    e);
        }
        return new DataFolder(root);
    }

    /** An existing folder with a store in it. */
    static DataFolder existing(Path root) {
        if (!Files.exists(root.resolve("store.duckdb"))) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    root + " holds no stored data.",
                    "Maybe run a log first: sojourn run LOG --data " + root);
        }
        return new DataFolder(root);
    }

    Path spool(String name) {
        return root.resolve("spool").resolve(name + ".events");
    }

    /** The durable log of a live deployment. */
    Path live() {
        return root.resolve("live");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** Where the job archives events, when it does. */
    EventArchive archive() {
        return new EventArchive(root.resolve("archive"));
    }

    /** The archive of one process, as an absolute path: a process may have any name, a folder not. */
    Path archiveOf(String process) {
        String name = process.replaceAll("[^A-Za-z0-9_-]", "_");
        return archive().folder().resolve(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
    }

    Path server() {
        return root.resolve("server.json");
    }
}
