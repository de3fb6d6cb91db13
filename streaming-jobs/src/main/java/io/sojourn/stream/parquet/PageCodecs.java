package io.sojourn.stream.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Unpacks pages: plain, zstd, snappy, gzip. */
final class PageCodecs {
    private PageCodecs() {}

    /** @param size of the result, checked by the caller against a limit */
    static byte[] unpack(CompressionCodecName codec, byte[] in, int from, int length, int size) throws IOException {
        if (size < 0) {
            throw new IOException("a page of " + size + " bytes");
        }
        if (size == 0) {
            return new byte[0];
        }
        byte[] out = new byte[size];
        long unpacked =
                switch (codec) {
                    case UNCOMPRESSED -> copy(in, from, length, out);
                    case ZSTD -> zstd(in, from, length, out);
                    case SNAPPY -> snappy(in, from, length, out);
                    case GZIP -> gzip(in, from, length, out);
                    default ->
                        throw new IOException("its pages are compressed by " + codec
                                + "; zstd, snappy, gzip and none can be read here");
                };
        if (unpacked != size) {
            throw new IOException("a page unpacks to " + unpacked + " bytes, not to " + size);
        }
        return out;
    }

    private static int copy(byte[] in, int from, int length, byte[] out) {
        System.arraycopy(in, from, out, 0, Math.min(length, out.length));
        return length;
    }

    private static long zstd(byte[] in, int from, int length, byte[] out) throws IOException {
        long size = Zstd.decompressByteArray(out, 0, out.length, in, from, length);
        if (Zstd.isError(size)) {
            throw new IOException("a page is no zstd: " + Zstd.getErrorName(size));
        }
        return size;
    }

    private static int snappy(byte[] in, int from, int length, byte[] out) throws IOException {
        if (Snappy.uncompressedLength(in, from, length) != out.length) {
            throw new IOException("a page's length is not the one that its header names");
        }
        return Snappy.uncompress(in, from, length, out, 0);
    }

    private static int gzip(byte[] in, int from, int length, byte[] out) throws IOException {
        try (GZIPInputStream stream =
                new GZIPInputStream(new ByteArrayInputStream(Arrays.copyOfRange(in, from, from + length)))) {
            int read = stream.readNBytes(out, 0, out.length);
            return stream.read() < 0 ? read : read + 1;
        }
    }
}
