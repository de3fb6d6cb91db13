package io.sojourn.api.pgwire;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A statement with its values, and once it has run, its rows and how many of them are sent. */
final class Portal {
    private final Prepared statement;
    private final StatementText text;
    private final int[] formats;
    private Answer answer;
    private List<byte[]> rows = List.of();
    private int sent;
    private long held;

    /** @param formats of the results: none, one for all columns, or one for each; 1 is binary */
    Portal(Prepared statement, StatementText text, int[] formats) {
        this.statement = statement;
        this.text = text;
        this.formats = formats;
    }

    Prepared statement() {
        return statement;
    }

    StatementText text() {
        return text;
    }

    boolean hasRun() {
        return answer != null;
    }

    Answer answer() {
        return answer;
    }

    /** Keeps what it gave; {@code budget} is what all connections may keep yet. */
    void keep(Answer given, AtomicLong budget) {
        if (given.hasRows()) {
            List<byte[]> encoded = Rows.of(
                    given.columns(), given.rows(), binary(given.columns().size()));
            long bytes = Rows.bytes(encoded);
            if (budget.addAndGet(-bytes) < 0) {
                budget.addAndGet(bytes);
                throw PgFailure.of(
                        SqlStates.OUT_OF_MEMORY,
                        "too many results are held for clients that haven't fetched them",
                        "Maybe try again in some seconds, or ask for less.");
            }
            held = bytes;
            rows = encoded;
        }
        answer = new Answer(given.columns(), List.of(), given.tag(), given.cut());
    }

    /** Which columns are binary. */
    boolean[] binary(int columns) {
        if (formats.length > 1 && formats.length != columns) {
            throw PgFailure.protocol(formats.length + " formats for " + columns + " columns");
        }
        boolean[] binary = new boolean[columns];
        for (int i = 0; i < columns && formats.length > 0; i++) {
            binary[i] = formats[formats.length == 1 ? 0 : i] == 1;
        }
        return binary;
    }

    /** The next rows, at most so many; 0: all. */
    List<byte[]> next(int most) {
        int end = most <= 0 ? rows.size() : (int) Math.min(rows.size(), (long) sent + most);
        List<byte[]> part = rows.subList(sent, end);
        sent = end;
        return part;
    }

    boolean isAtEnd() {
        return sent == rows.size();
    }

    /** Lets its rows go. */
    void free(AtomicLong budget) {
        budget.addAndGet(held);
        held = 0;
        rows = List.of();
        sent = 0;
    }
}
