package io.sojourn.api.pgwire;

import io.sojourn.api.pgwire.Commands.Transaction;
import io.sojourn.api.sql.QueryStop;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection whose client has said who it is: message by message, until one of the two hangs up. */
final class Session implements Commands.Connection, Extended.Runner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Incoming in;
    private final Outgoing out;
    private final Asking asking;
    private final Settings settings;
    private final Extended extended;
    private Transaction transaction = Transaction.NONE;
    private boolean skipping;
    private QueryStop running;

    Session(Incoming in, Outgoing out, Asking asking, Settings settings, PgOptions options, AtomicLong budget) {
        this.in = in;
        this.out = out;
        this.asking = asking;
        this.settings = settings;
        this.extended = new Extended(options, asking, this, out, budget);
    }

    void run() throws IOException {
        out.ready(transaction.letter());
        for (Incoming.Message m = in.next(); m != null && m.type() != 'X'; m = in.next()) {
            if (skipping && m.type() != 'S') {
                continue;
            }
            try {
                asking.checkWho();
                handle(m);
            } catch (PgFailure e) {
                fail(e, m.type());
            } catch (RuntimeException e) {
                LOG.warn("A statement of the SQL front failed by a defect", e);
                fail(
                        PgFailure.of(
                                SqlStates.BROKEN, "something unexpected went wrong; the server's log says more", null),
                        m.type());
            }
        }
    }

    private void handle(Incoming.Message m) throws IOException {
        Body body = m.body();
        switch (m.type()) {
            case 'Q' -> {
                String text = body.text();
                body.end();
                simple(text);
            }
            case 'P' -> extended.parse(body);
            case 'B' -> extended.bind(body);
            case 'D' -> extended.describe(body);
            case 'E' -> extended.execute(body);
            case 'C' -> extended.close(body);
            case 'H' -> out.flush();
            case 'S' -> sync();
            case 'F' ->
                throw PgFailure.of(SqlStates.NOT_SUPPORTED, "function calls are not spoken here", "Maybe use SELECT.");
            case 'd', 'c', 'f' -> LOG.debug("A copy message outside of COPY");
            default -> throw PgFailure.protocol("message " + m.type() + " is out of place");
        }
    }

    private void sync() throws IOException {
        skipping = false;
        if (transaction == Transaction.NONE) {
            extended.close((String) null);
        }
        out.ready(transaction.letter());
    }

    private void fail(PgFailure e, char message) throws IOException {
        if (transaction == Transaction.OPEN) {
            transaction = Transaction.FAILED;
        }
        out.failure(e);
        if (e.isFatal()) {
            out.flush();
            throw new IOException("fatal: " + e.getMessage());
        }
        if (message == 'Q' || message == 'F') {
            out.ready(transaction.letter());
        } else {
            // What follows in this batch was meant to build on the statement that failed.
            skipping = true;
            out.flush();
        }
    }

    private void simple(String script) throws IOException {
        List<StatementText> statements = StatementText.of(script).statements();
        if (statements.isEmpty()) {
            out.plain('I');
        }
        if (statements.size() > PgOptions.SCRIPT_STATEMENTS) {
            throw PgFailure.of(
                    SqlStates.LIMIT,
                    statements.size() + " statements at once, the limit is " + PgOptions.SCRIPT_STATEMENTS,
                    null);
        }
        for (StatementText text : statements) {
            Prepared statement = asking.read(text, new int[0]);
            if (statement.types().length > 0) {
                throw PgFailure.of(SqlStates.NO_PARAMETER, "there is no parameter $1", "Maybe prepare the statement.");
            }
            Answer answer = run(statement.kind(), text);
            if (answer.hasRows()) {
                boolean[] asText = new boolean[answer.columns().size()];
                out.rowDescription(answer.columns(), asText);
                for (byte[] row : Rows.of(answer.columns(), answer.rows(), asText)) {
                    out.row(row);
                }
            }
            complete(answer, answer.rows().size(), out);
        }
        out.ready(transaction.letter());
    }

    static void complete(Answer answer, int rows, Outgoing out) throws IOException {
        if (answer.cut()) {
            out.notice(
                    SqlStates.RESULT_CUT,
                    "the result was cut: there are more rows than these",
                    "Maybe aggregate, or ask for fewer with WHERE.");
        }
        out.complete(answer.tag(rows));
    }

    @Override
    public Answer run(Prepared.Kind kind, StatementText text) throws IOException {
        boolean ends = kind == Prepared.Kind.COMMAND && Commands.endsTransaction(text);
        if (transaction == Transaction.FAILED && !ends) {
            throw PgFailure.of(
                    SqlStates.FAILED_TRANSACTION,
                    "current transaction is aborted, commands ignored until end of transaction block",
                    "Maybe ROLLBACK.");
        }
        if (kind == Prepared.Kind.COMMAND) {
            Answer answer = Commands.run(text, this, out);
            transaction = Commands.after(text, transaction);
            return answer;
        }
        QueryStop stop = begin();
        try {
            Answer answer = asking.run(kind, text, stop);
            // What ran while the key was withdrawn isn't told any more.
            asking.checkWho();
            return answer;
        } finally {
            end();
        }
    }

    private synchronized QueryStop begin() {
        running = new QueryStop();
        return running;
    }

    private synchronized void end() {
        running = null;
    }

    /** Stops what runs now, asked for by another connection. */
    synchronized void cancel() {
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Transaction transaction() {
        return transaction;
    }

    @Override
    public void deallocate(String name) {
        extended.deallocate(name);
    }

    @Override
    public void close(String name) {
        extended.close(name);
    }

    /** Lets everything go that is kept for the client. */
    @Override
    public void close() {
        cancel();
        extended.close((String) null);
    }
}
