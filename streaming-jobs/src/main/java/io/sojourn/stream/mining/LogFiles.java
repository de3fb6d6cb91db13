package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.stream.parquet.ParquetFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files of a log, a file or a folder of them, and their row groups. The files of a folder are in the order of their paths;
 * those whose names begin with a dot or an underscore are not there.
 *
 * @param bytes of all files
 */
record LogFiles(List<LogSplit> splits, long bytes) {
    /** Lists the files, reads where each one's row groups are, and checks that its columns can be read. */
    static LogFiles of(Path log, ReadOptions options) {
        List<FileStatus> files = new ArrayList<>();
        try {
            FileStatus status = log.getFileSystem().getFileStatus(log);
            if (status.isDir()) {
                list(log.getFileSystem(), log, files);
            } else {
                files.add(status);
            }
        } catch (FileNotFoundException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND, "there is no file " + log.getPath() + ".", "Maybe the name is mistyped.", e);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG, log.getPath() + " can't be listed: " + e.getMessage() + ".", null, e);
        }
        if (files.isEmpty()) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    log.getPath() + " has no Parquet file: none whose name ends with .parquet or .pq.",
                    "Maybe another folder is meant.");
        }
        files.sort(Comparator.comparing(f -> f.getPath().getPath()));
        return of(files, options);
    }

    private static LogFiles of(List<FileStatus> files, ReadOptions options) {
        List<LogSplit> splits = new ArrayList<>();
        long bytes = 0;
        for (int f = 0; f < files.size(); f++) {
            String path = files.get(f).getPath().toString();
            ParquetFile file = ParquetFile.open(files.get(f).getPath());
            SplitReader.check(file, path, options);
            long row = 0;
            for (int group = 0; group < file.groups(); group++) {
                splits.add(new LogSplit(path, f, group, row));
                row += file.rows(group);
            }
            bytes += file.size();
        }
        return new LogFiles(splits, bytes);
    }

    private static void list(FileSystem system, Path folder, List<FileStatus> files) throws IOException {
        for (FileStatus status : system.listStatus(folder)) {
            String name = status.getPath().getName();
            if (name.startsWith(".") || name.startsWith("_")) {
                continue;
            }
            if (status.isDir()) {
                list(system, status.getPath(), files);
            } else if (isParquet(name)) {
                files.add(status);
            }
        }
    }

    static boolean isParquet(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".parquet") || lower.endsWith(".pq");
    }
}
