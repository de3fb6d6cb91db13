package io.sojourn.stream.mining;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/** Results in files, each piece once in the finished ones: how they come from the tasks to who asked. */
final class PieceFile implements BulkWriter<Piece> {
    private static final PieceCodec CODEC = new PieceCodec();

    private static final int BUFFER = 1 << 16;

    private final DataOutputStream out;

    private PieceFile(FSDataOutputStream stream) {
        out = new DataOutputStream(new BufferedOutputStream(stream, BUFFER));
    }

    /** Writes a stream into a folder of its own there. */
    static void sink(DataStream<Piece> pieces, Path results, String name) {
        pieces.sinkTo(FileSink.forBulkFormat(new Path(results, name), PieceFile::new)
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .build())
                .uid(name)
                .name(name);
    }

    /** Gives every piece of every finished file of a sink, in no certain order. */
    static void read(Path results, String name, Consumer<Piece> taker) throws IOException {
        Path folder = new Path(results, name);
        if (!folder.getFileSystem().exists(folder)) {
            return;
        }
        List<FileStatus> files = Arrays.stream(folder.getFileSystem().listStatus(folder))
                .filter(f -> !f.isDir() && !f.getPath().getName().startsWith("."))
                .sorted(Comparator.comparing(f -> f.getPath().getName()))
                .toList();
        for (FileStatus file : files) {
            readOne(file.getPath(), taker);
        }
    }

    private static void readOne(Path file, Consumer<Piece> taker) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(file.getFileSystem().open(file), BUFFER))) {
            while (in.readByte() == 1) {
                taker.accept(CODEC.read(in));
            }
        } catch (EOFException e) {
            throw new IOException("the results in " + file + " are cut off", e);
        }
    }

    @Override
    public void addElement(Piece piece) throws IOException {
        out.writeByte(1);
        CODEC.write(piece, out);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.writeByte(0);
        out.flush();
    }
}
