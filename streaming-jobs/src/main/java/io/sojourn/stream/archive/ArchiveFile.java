package io.sojourn.stream.archive;

import io.sojourn.event.Event;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** One Parquet file of events. Whoever gave the stream closes it. */
final class ArchiveFile implements BulkWriter<Event> {
    /** So much of a file is in memory, as columns, until it is written: there is one file for each day. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private static final int PAGE_BYTES = 256 << 10;

    private final ParquetWriter<Event> writer;

    ArchiveFile(FSDataOutputStream stream, ArchiveColumns columns) throws IOException {
        writer = new Builder(new ArchiveStream(stream), columns)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new ZstdPages())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(PAGE_BYTES)
                .build();
    }

    @Override
    public void addElement(Event e) throws IOException {
        writer.write(e);
    }

    /** Nothing: a Parquet file can't be read before its end is written. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<Event, Builder> {
        private final ArchiveColumns columns;

        Builder(OutputFile file, ArchiveColumns columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Event> getWriteSupport(ParquetConfiguration configuration) {
            return new EventRows(columns);
        }

        /** Parquet's older form of the above, which is never asked here. */
        @Override
        @Deprecated
        protected WriteSupport<Event> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return new EventRows(columns);
        }
    }
}
