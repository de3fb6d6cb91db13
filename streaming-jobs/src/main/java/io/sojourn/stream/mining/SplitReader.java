package io.sojourn.stream.mining;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.ColumnRows;
import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RowHandler;
import io.sojourn.stream.parquet.ParquetFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.schema.Type;

/** Reads the rows of row groups; keeps the footer of the file before. One thread. */
final class SplitReader {
    private final ReadOptions options;
    private String path;
    private ParquetFile file;

    SplitReader(ReadOptions options) {
        this.options = options;
    }

    /** Gives each row of a row group to the handler. */
    void read(LogSplit split, RowHandler handler) {
        if (!split.path().equals(path)) {
            file = ParquetFile.open(new Path(split.path()));
            path = split.path();
        }
        if (split.group() >= file.groups()) {
            throw new SojournException(ErrorCode.UNREADABLE_LOG, split.path() + " has changed while it was read.");
        }
        ColumnRows rows = rows(file, split.path(), options);
        List<String> names = new ArrayList<>();
        List<ColumnValues> values = new ArrayList<>();
        for (int place = 0; place < rows.wanted().length; place++) {
            Type type = file.schema().getType(rows.wanted()[place]);
            names.add(type.getName());
            values.add(new ColumnValues(rows, place, type, split.path()));
        }
        file.read(split.group(), names)
                .forEach(values, rows::clear, row -> rows.finish(split.firstRow() + row, handler));
    }

    /** Recognises the columns of a file, and refuses one whose columns can't be read here. */
    static void check(ParquetFile file, String path, ReadOptions options) {
        ColumnRows rows = rows(file, path, options);
        Arrays.stream(rows.wanted())
                .forEach(c -> new ColumnValues(rows, 0, file.schema().getType(c), path));
    }

    private static ColumnRows rows(ParquetFile file, String path, ReadOptions options) {
        List<ColumnRows.Column> columns = file.schema().getFields().stream()
                .map(t -> new ColumnRows.Column(t.getName(), ColumnValues.isTime(t)))
                .toList();
        Path name = new Path(path);
        return new ColumnRows(name.getPath(), name.getName(), columns, options);
    }
}
