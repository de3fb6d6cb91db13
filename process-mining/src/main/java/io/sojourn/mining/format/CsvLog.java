package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** A CSV log with a header line; separated by comma, semicolon, tab or bar, whichever divides the header most. */
final class CsvLog extends StoredLog {
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] SEPARATORS = {',', ';', '\t', '|'};

    private static final String EMPTY_CASE = "\"\"";

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
            Head head = Head.read(in, file);
            CsvScanner scanner = new CsvScanner(head.replayed(in), head.separator);
            if (!scanner.next() || scanner.problem() != null) {
                throw unusable("has no readable header line: "
                        + (scanner.problem() == null ? "only empty lines" : scanner.problem()));
            }
            new Pass(scanner, header(scanner), handler).run();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private List<String> header(CsvScanner scanner) {
        if (scanner.fields() > Limits.CSV_COLUMNS) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    file.path() + " has " + scanner.fields() + " columns, the limit is " + Limits.CSV_COLUMNS + ".",
                    "Maybe it is no log with one event a row.");
        }
        List<String> header = new ArrayList<>();
        for (int i = 0; i < scanner.fields(); i++) {
            String name = decode(scanner, i);
            header.add(name == null ? "column_" + (i + 1) : name.strip());
        }
        return header;
    }

    private SojournException unusable(String why) {
        return new SojournException(
                ErrorCode.UNREADABLE_LOG, file.path() + " " + why + ".", "Maybe it is no CSV file with a header line.");
    }

    private static String decode(CsvScanner scanner, int field) {
        int length = scanner.fieldLength(field);
        if (length == 0) {
            return null;
        }
        String text = new String(scanner.bytes(), scanner.fieldStart(field), length, StandardCharsets.UTF_8);
        return scanner.isEscaped(field) ? text.replace("\"\"", "\"") : text;
    }

    /** The first bytes of the file, which decide about encoding and separator. */
    private record Head(byte[] bytes, int from, byte separator) {
        private static final int LOOK = 1 << 16;

        static Head read(InputStream in, StoredFile file) throws IOException {
            byte[] bytes = in.readNBytes(LOOK);
            if (bytes.length >= 2 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1)) {
                throw new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        file.path() + " is UTF-16; a CSV log is UTF-8.",
                        "Maybe save it again as UTF-8, or: iconv -f UTF-16 -t UTF-8.");
            }
            if (bytes.length == 0) {
                throw new SojournException(
                        ErrorCode.UNREADABLE_LOG,
                        file.path() + " is empty: it unpacks to 0 bytes.",
                        "Maybe the export that wrote it failed.");
            }
            boolean bom = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BOM, 0, 3);
            return new Head(bytes, bom ? 3 : 0, separator(bytes));
        }

        private static byte separator(byte[] bytes) {
            int[] counts = new int[128];
            boolean quoted = false;
            for (byte b : bytes) {
                if (b == '"') {
                    quoted = !quoted;
                } else if (!quoted && b == '\n') {
                    break;
                } else if (!quoted && b >= 0) {
                    counts[b]++;
                }
            }
            byte best = SEPARATORS[0];
            for (byte candidate : SEPARATORS) {
                best = counts[candidate] > counts[best] ? candidate : best;
            }
            return best;
        }

        InputStream replayed(InputStream rest) {
            return new java.io.SequenceInputStream(
                    new java.io.ByteArrayInputStream(bytes, from, bytes.length - from), rest);
        }
    }

    /** One reading of the file. */
    private final class Pass implements Attributes {
        private final CsvScanner scanner;
        private final RowHandler handler;
        private final RowAssembler assembler = new RowAssembler(file, "line", options);
        private final TextCache cache = new TextCache();
        private final int columns;
        private final int[] roleColumns;
        private final Role[] roles;
        private final int caseColumn;
        private final int[] attributeColumns;
        private final String[] attributeNames;
        private final boolean startColumn;
        private final long microsRoles;
        private final Supplier<String> raw = this::raw;

        Pass(CsvScanner scanner, List<String> header, RowHandler handler) {
            this.scanner = scanner;
            this.handler = handler;
            this.columns = header.size();
            Columns found = Columns.of(header, options, file);
            this.roles = found.roles();
            this.roleColumns = found.roleColumns();
            this.attributeColumns = found.attributeColumns();
            this.attributeNames = found.attributeNames();
            this.caseColumn = roleColumns[Arrays.asList(roles).indexOf(Role.CASE)];
            this.startColumn = found.has(Role.START);
            this.microsRoles = found.microsRoles();
        }

        void run() throws IOException {
            for (long sequence = 0; scanner.next(); sequence++) {
                assembler.clear();
                if (isUsable()) {
                    for (int i = 0; i < roles.length; i++) {
                        assembler.set(roles[i], text(roleColumns[i]));
                    }
                    keepQuotedEmptyCase();
                    assembler.finish(handler, scanner.line(), sequence, startColumn, microsRoles, this, raw);
                }
            }
        }

        /**
         * A case id that is missing rejects the row; one that is there and empty, in quotes, is kept as a case with the id
         * {@code ""}. R writes the name NA so.
         */
        private void keepQuotedEmptyCase() {
            if (assembler.get(Role.CASE) == null && scanner.isQuotedEmpty(caseColumn)) {
                assembler.set(Role.CASE, EMPTY_CASE);
            }
        }

        private boolean isUsable() {
            if (scanner.problem() != null) {
                boolean tooLong = scanner.problem().contains("longer than");
                return refuse(tooLong ? ErrorCode.OVER_LIMIT : ErrorCode.BAD_VALUE, scanner.problem());
            }
            if (scanner.fields() != columns && !hasOnlyEmptySurplus()) {
                return refuse(
                        ErrorCode.BAD_VALUE,
                        "the row has " + scanner.fields() + " columns, the header has " + columns
                                + ". Maybe a value with the separator in it is not quoted.");
            }
            if (scanner.beyondAscii() && !isUtf8()) {
                return refuse(ErrorCode.BAD_VALUE, "the row is not UTF-8. Maybe the file was saved as Latin-1.");
            }
            for (int i = 0; i < columns; i++) {
                if (scanner.fieldLength(i) > Limits.TEXT_LENGTH && text(i).length() > Limits.TEXT_LENGTH) {
                    return refuse(
                            ErrorCode.OVER_LIMIT,
                            "column " + (i + 1) + " has more than " + Limits.TEXT_LENGTH + " characters.");
                }
            }
            return true;
        }

        private boolean refuse(ErrorCode code, String why) {
            assembler.reject(handler, scanner.line(), code, why, raw);
            return false;
        }

        private boolean hasOnlyEmptySurplus() {
            for (int i = columns; i < scanner.fields(); i++) {
                if (!scanner.isEmpty(i)) {
                    return false;
                }
            }
            return scanner.fields() >= columns;
        }

        private boolean isUtf8() {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(scanner.bytes(), scanner.recordStart(), scanner.recordLength()));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }

        private String text(int column) {
            if (scanner.isEscaped(column)) {
                return decode(scanner, column);
            }
            return cache.text(scanner.bytes(), scanner.fieldStart(column), scanner.fieldLength(column));
        }

        private String raw() {
            int length = scanner.recordLength();
            return new String(scanner.bytes(), scanner.recordStart(), length, StandardCharsets.UTF_8).stripTrailing();
        }

        @Override
        public int count() {
            return attributeColumns.length;
        }

        @Override
        public String name(int i) {
            return attributeNames[i];
        }

        @Override
        public Object value(int i) {
            return text(attributeColumns[i]);
        }
    }
}
