package io.sojourn.stream.parquet;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/** A Parquet file: what its end says about its columns and row groups. Costs two small reads; holds nothing open. */
public final class ParquetFile {
    /** Length of the footer, and the letters behind it. */
    private static final int TAIL = 8;

    private final Path path;
    private final long size;
    private final ParquetMetadata metadata;

    private ParquetFile(Path path, long size, ParquetMetadata metadata) {
        this.path = path;
        this.size = size;
        this.metadata = metadata;
    }

    /**
     * Reads the footer.
     *
     * @throws SojournException when the file can't be read, or is no Parquet
     */
    public static ParquetFile open(Path path) {
        try {
            long size = path.getFileSystem().getFileStatus(path).getLen();
            byte[] tail = bytes(path, size - TAIL, TAIL, size);
            String letters = new String(tail, Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
            if (!letters.equals("PAR1")) {
                throw new IOException(
                        letters.equals("PARE") ? "it is encrypted" : "its end is not that of a Parquet file");
            }
            long length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffff_ffffL;
            if (length > Limits.PARQUET_PAGE_BYTES) {
                throw new IOException("its footer has " + length + " bytes, the limit is " + Limits.PARQUET_PAGE_BYTES);
            }
            byte[] footer = bytes(path, size - TAIL - length, length, size);
            return new ParquetFile(
                    path,
                    size,
                    new ParquetMetadataConverter()
                            .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(footer))));
        } catch (IOException | RuntimeException e) {
            throw unreadable(path, e);
        }
    }

    /** A stretch of the file, checked before anything of its length is made. */
    static byte[] bytes(Path path, long from, long length, long size) throws IOException {
        if (from < 0 || length < 0 || length > size - from || length > Integer.MAX_VALUE - TAIL) {
            throw new IOException("it names " + length + " bytes at " + from + ", and has " + size);
        }
        byte[] bytes = new byte[(int) length];
        try (FSDataInputStream in = path.getFileSystem().open(path)) {
            in.seek(from);
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new IOException("it ends after " + (from + read) + " bytes");
            }
        }
        return bytes;
    }

    /** The project's own exception for whatever went wrong with a file. */
    static SojournException unreadable(Path path, Exception e) {
        if (e instanceof SojournException own) {
            return own;
        }
        return new SojournException(
                ErrorCode.UNREADABLE_LOG,
                path.getPath() + " can't be read as Parquet: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".",
                "Maybe the file is cut off, or is no Parquet.",
                e);
    }

    /** Bytes of the file. */
    public long size() {
        return size;
    }

    public MessageType schema() {
        return metadata.getFileMetaData().getSchema();
    }

    /** Number of row groups. */
    public int groups() {
        return metadata.getBlocks().size();
    }

    /** Number of rows of a group. */
    public long rows(int group) {
        return metadata.getBlocks().get(group).getRowCount();
    }

    /**
     * Reads some columns of a row group; they are in memory until the result is dropped.
     *
     * @param columns their paths of one name each, and no repeated ones
     */
    public RowGroup read(int group, List<String> columns) {
        BlockMetaData block = metadata.getBlocks().get(group);
        try {
            return new RowGroup(
                    path, size, block, schema(), metadata.getFileMetaData().getCreatedBy(), columns);
        } catch (IOException | RuntimeException e) {
            throw unreadable(path, e);
        }
    }
}
