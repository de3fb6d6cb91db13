package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** Makes rows of the records that a scanner finds. */
final class CsvPass implements Attributes {
    private static final String EMPTY_CASE = "\"\"";

    private final CsvScanner scanner;
    private final RowHandler handler;
    private final RowAssembler assembler;
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

    CsvPass(CsvScanner scanner, Columns found, StoredFile file, ReadOptions options, RowHandler handler) {
        this.scanner = scanner;
        this.handler = handler;
        this.assembler = new RowAssembler(file, "line", options);
        this.columns = found.count();
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
            record(sequence);
        }
    }

    /** Hands over the scanner's present record, as a row or as rejected. */
    void record(long sequence) {
        assembler.clear();
        if (isUsable()) {
            for (int i = 0; i < roles.length; i++) {
                assembler.set(roles[i], text(roleColumns[i]));
            }
            keepQuotedEmptyCase();
            assembler.finish(handler, scanner.line(), sequence, startColumn, microsRoles, this, raw);
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
            return scanner.decoded(column);
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
