package io.sojourn.stream.parquet;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;

/** Some columns of a row group, read value by value. One thread. */
public final class RowGroup {
    private final Path path;
    private final long rows;
    private final MessageType schema;
    private final String writer;
    private final List<ColumnDescriptor> columns = new ArrayList<>();
    private final Map<ColumnDescriptor, ColumnPages> pages = new HashMap<>();

    RowGroup(Path path, long size, BlockMetaData block, MessageType file, String writer, List<String> names)
            throws IOException {
        this.path = path;
        this.rows = block.getRowCount();
        this.writer = writer;
        this.schema = new MessageType(
                file.getName(), names.stream().map(file::getType).toList());
        for (String name : names) {
            ColumnDescriptor column = schema.getColumnDescription(new String[] {name});
            ColumnChunkMetaData chunk = chunk(block, name);
            byte[] bytes = ParquetFile.bytes(path, chunk.getStartingPos(), chunk.getTotalSize(), size);
            columns.add(column);
            pages.put(column, new ColumnPages(bytes, chunk.getCodec(), chunk.getValueCount()));
        }
    }

    private static ColumnChunkMetaData chunk(BlockMetaData block, String name) throws IOException {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            if (chunk.getPath().size() == 1 && chunk.getPath().toArray()[0].equals(name)) {
                return chunk;
            }
        }
        throw new IOException("a row group has no column " + name);
    }

    /** What is done with each row when its values have been given to the takers. */
    public interface RowEnd {
        /** @param row number in the group, from 0 on */
        void finish(long row);
    }

    /**
     * Reads every row: gives each value that is not null to the taker of its column.
     *
     * @param takers in the order of the columns; one that can take a dictionary is given it first
     * @param begin before each row
     * @param end after it
     */
    public void forEach(List<? extends PrimitiveConverter> takers, Runnable begin, RowEnd end) {
        try {
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(new Pages(), new Root(takers), schema, writer);
            ColumnReader[] readers =
                    columns.stream().map(store::getColumnReader).toArray(ColumnReader[]::new);
            int[] present = columns.stream()
                    .mapToInt(ColumnDescriptor::getMaxDefinitionLevel)
                    .toArray();
            for (long row = 0; row < rows; row++) {
                begin.run();
                for (int c = 0; c < readers.length; c++) {
                    if (readers[c].getCurrentDefinitionLevel() == present[c]) {
                        readers[c].writeCurrentValueToConverter();
                    }
                    readers[c].consume();
                }
                end.finish(row);
            }
        } catch (SojournException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ParquetFile.unreadable(path, e);
        }
    }

    private final class Pages implements PageReadStore {
        @Override
        public PageReader getPageReader(ColumnDescriptor column) {
            return pages.get(column);
        }

        @Override
        public long getRowCount() {
            return rows;
        }
    }

    /** Parquet asks a group for the taker of each of its columns. */
    private static final class Root extends GroupConverter {
        private final List<? extends PrimitiveConverter> takers;

        Root(List<? extends PrimitiveConverter> takers) {
            this.takers = takers;
        }

        @Override
        public Converter getConverter(int field) {
            return takers.get(field);
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
