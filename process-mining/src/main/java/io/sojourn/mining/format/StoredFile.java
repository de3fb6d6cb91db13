package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a log: their hash, their size, and how many have been consumed. */
final class StoredFile {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final Path path;
    private final long size;
    private final boolean gzip;
    private String sha256;
    private volatile long position;

    StoredFile(Path path) {
        this.path = path;
        if (Files.isDirectory(path)) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    path + " is a folder, not a log.",
                    "Maybe name a .csv, .xes, .jsonl or .parquet file in it.");
        }
        if (!Files.exists(path)) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND, "there is no file " + path + ".", "Maybe the name is mistyped.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            this.size = Files.size(path);
            byte[] head = in.readNBytes(2);
            if (head.length == 0) {
                throw new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        path + " is empty: it has 0 bytes.",
                        "Maybe the export that wrote it failed.");
            }
            this.gzip = head.length == 2 && (head[0] & 0xff) == GZIP_FIRST && (head[1] & 0xff) == GZIP_SECOND;
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (!gzip && lowerName().endsWith(".gz")) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    path + " is named .gz but its content is not gzip.",
                    "Maybe remove .gz from its name.");
        }
    }

    Path path() {
        return path;
    }

    /** Last part of the path, for messages about rows. */
    String name() {
        return String.valueOf(path.getFileName());
    }

    /** Lower case, for finding the format. */
    String lowerName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    long size() {
        return size;
    }

    boolean gzip() {
        return gzip;
    }

    long position() {
        return position;
    }

    void position(long bytes) {
        position = bytes;
    }

    /** Opens the content, decompressed where it is compressed. */
    InputStream open() {
        try {
            position = 0;
            InputStream counted = new Counted(Files.newInputStream(path));
            return gzip ? new ReadAhead(new GuardedGzip(counted, this)) : counted;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    synchronized String sha256() {
        if (sha256 == null) {
            sha256 = hash();
        }
        return sha256;
    }

    private String hash() {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (NoSuchAlgorithmException e) {
            throw new SojournException(ErrorCode.BROKEN, "This Java has no SHA-256.", null, e);
        }
    }

    SojournException unreadable(IOException e) {
        return new SojournException(
                ErrorCode.UNREADABLE_LOG,
                path + " can't be read: " + e.getMessage() + ".",
                "Maybe check that the file may be read and that its disk works.",
                e);
    }

    private final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            advance(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            advance(Math.max(0, n));
            return n;
        }

        private void advance(int n) {
            count += n;
            position = count;
        }
    }
}
