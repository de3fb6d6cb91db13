package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** A CSV log with a header line; separated by comma, semicolon, tab or bar, whichever divides the header most. */
final class CsvLog extends StoredLog implements ColumnarFile {
    CsvLog(StoredFile file, ReadOptions options) {
        super(file, options);
    }

    @Override
    public String format() {
        return file.gzip() ? "csv.gz" : "csv";
    }

    @Override
    public void read(RowHandler handler) {
        try (InputStream in = file.open()) {
            CsvHead head = CsvHead.read(in, file);
            CsvScanner scanner = new CsvScanner(head.replayed(in), head.separator());
            Columns columns = columns(scanner);
            new CsvPass(scanner, columns, file, options, handler).run();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public LogLoader.Loaded load(Predicate<String> attributes, LongConsumer progress) {
        return new CsvLoad(this, attributes, progress).load();
    }

    StoredFile file() {
        return file;
    }

    ReadOptions options() {
        return options;
    }

    /** What the columns mean, by the header line, which is the scanner's next record. */
    Columns columns(CsvScanner scanner) throws IOException {
        if (!scanner.next() || scanner.problem() != null) {
            throw unusable("has no readable header line: "
                    + (scanner.problem() == null ? "only empty lines" : scanner.problem()));
        }
        if (scanner.fields() > Limits.CSV_COLUMNS) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    file.path() + " has " + scanner.fields() + " columns, the limit is " + Limits.CSV_COLUMNS + ".",
                    "Maybe it is no log with one event a row.");
        }
        List<String> header = new ArrayList<>();
        for (int i = 0; i < scanner.fields(); i++) {
            String name = scanner.decoded(i);
            header.add(name == null ? "column_" + (i + 1) : name.strip());
        }
        return Columns.of(header, options, file);
    }

    private SojournException unusable(String why) {
        return new SojournException(
                ErrorCode.UNREADABLE_LOG, file.path() + " " + why + ".", "Maybe it is no CSV file with a header line.");
    }
}
