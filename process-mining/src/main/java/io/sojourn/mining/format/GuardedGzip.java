package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decompresses, and stops at a truncated or damaged file and at one that blows up beyond {@link Limits#GZIP_RATIO}. */
final class GuardedGzip extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final StoredFile file;
    private long produced;

    GuardedGzip(InputStream compressed, StoredFile file) throws IOException {
        super(gzip(compressed, file));
        this.file = file;
    }

    private static InputStream gzip(InputStream compressed, StoredFile file) throws IOException {
        try {
            return new GZIPInputStream(compressed, BUFFER);
        } catch (EOFException | ZipException e) {
            compressed.close();
            throw damaged(file, 0, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n;
        try {
            n = super.read(b, off, len);
        } catch (EOFException | ZipException e) {
            throw damaged(file, produced, e);
        }
        produced += Math.max(0, n);
        if (produced > Limits.GZIP_FREE_BYTES && produced / Math.max(1, file.position()) >= Limits.GZIP_RATIO) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    file.path() + " unpacks to more than " + Limits.GZIP_RATIO + " bytes per compressed byte: "
                            + produced + " bytes from " + file.position() + ".",
                    "Maybe it is no log; if it is, unpack it first.");
        }
        return n;
    }

    private static SojournException damaged(StoredFile file, long produced, IOException e) {
        return new SojournException(
                ErrorCode.UNREADABLE_LOG,
                file.path() + (e instanceof EOFException ? " ends in the middle of" : " is damaged in")
                        + " its compressed data, after " + produced + " unpacked bytes (" + e.getMessage() + ").",
                "Maybe the download was cut off; fetch it again.",
                e);
    }
}
