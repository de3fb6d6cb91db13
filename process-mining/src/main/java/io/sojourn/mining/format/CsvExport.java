package io.sojourn.mining.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes CSV: UTF-8, a header, commas, line feeds; quotes where a value needs them. */
final class CsvExport implements LogExport.RowWriter {
    private final List<ExportColumns.Column> columns;
    private final Writer out;

    CsvExport(ExportColumns columns, OutputStream out) throws IOException {
        this.columns = columns.columns();
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        String comma = "";
        for (ExportColumns.Column column : this.columns) {
            this.out.write(comma);
            this.out.write(quoted(column.name()));
            comma = ",";
        }
        this.out.write('\n');
    }

    @Override
    public void row(LogRow row) {
        try {
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                Object value = columns.get(i).value().apply(row);
                if (value != null) {
                    out.write(quoted(value.toString()));
                }
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t' || c == '|') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
