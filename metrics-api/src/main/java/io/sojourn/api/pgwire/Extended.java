package io.sojourn.api.pgwire;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Prepared statements and portals of a connection: Parse, Bind, Describe, Execute, Close. */
final class Extended {
    /** What a connection does for its statements. */
    interface Runner {
        Answer run(Prepared.Kind kind, StatementText text) throws IOException;
    }

    private final PgOptions options;
    private final Asking asking;
    private final Runner runner;
    private final Outgoing out;
    private final AtomicLong budget;
    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();

    Extended(PgOptions options, Asking asking, Runner runner, Outgoing out, AtomicLong budget) {
        this.options = options;
        this.asking = asking;
        this.runner = runner;
        this.out = out;
        this.budget = budget;
    }

    void parse(Body body) throws IOException {
        String name = name(body.text());
        List<StatementText> texts = StatementText.of(body.text()).statements();
        int[] types = new int[body.count(4, PgOptions.PARAMETERS)];
        for (int i = 0; i < types.length; i++) {
            types[i] = body.int32();
        }
        body.end();
        if (texts.size() > 1) {
            throw PgFailure.of(
                    SqlStates.SYNTAX,
                    "cannot insert multiple commands into a prepared statement",
                    "Maybe send them one by one.");
        }
        if (!name.isEmpty() && statements.containsKey(name)) {
            throw PgFailure.of(SqlStates.DOUBLE_STATEMENT, "prepared statement \"" + name + "\" already exists", null);
        }
        if (statements.size() >= options.statements()) {
            throw PgFailure.of(
                    SqlStates.LIMIT,
                    "a connection keeps at most " + options.statements() + " prepared statements",
                    "Maybe close those that aren't needed.");
        }
        statements.remove(name);
        statements.put(name, asking.read(texts.isEmpty() ? StatementText.of("") : texts.get(0), types));
        out.plain('1');
    }

    private static String name(String name) {
        if (name.length() > PgOptions.NAME_LENGTH) {
            throw PgFailure.of(SqlStates.LIMIT, "a name has more than " + PgOptions.NAME_LENGTH + " characters", null);
        }
        return name;
    }

    void bind(Body body) throws IOException {
        String name = name(body.text());
        Prepared statement = statement(body.text());
        int[] formats = formats(body);
        int count = body.count(4, PgOptions.PARAMETERS);
        if (count != statement.types().length || formats.length > 1 && formats.length != count) {
            throw PgFailure.of(
                    SqlStates.PROTOCOL,
                    "the statement has " + statement.types().length + " parameters, " + count + " values came",
                    null);
        }
        boolean[] binary = new boolean[count];
        byte[][] values = new byte[count][];
        for (int i = 0; i < count; i++) {
            int length = body.int32();
            values[i] = length == -1 ? null : body.take(length);
            binary[i] = formats.length > 0 && formats[formats.length == 1 ? 0 : i] == 1;
        }
        int[] results = formats(body);
        body.end();
        if (!name.isEmpty() && portals.containsKey(name)) {
            throw PgFailure.of(SqlStates.DOUBLE_PORTAL, "portal \"" + name + "\" already exists", null);
        }
        close(name);
        if (portals.size() >= options.portals()) {
            throw PgFailure.of(SqlStates.LIMIT, "a connection keeps at most " + options.portals() + " portals", null);
        }
        portals.put(name, new Portal(statement, statement.with(binary, values), results));
        out.plain('2');
    }

    private static int[] formats(Body body) {
        int[] formats = new int[body.count(2, Short.MAX_VALUE)];
        for (int i = 0; i < formats.length; i++) {
            formats[i] = body.int16();
            if (formats[i] != 0 && formats[i] != 1) {
                throw PgFailure.protocol("format " + formats[i]);
            }
        }
        return formats;
    }

    void describe(Body body) throws IOException {
        char kind = body.int8();
        String name = body.text();
        body.end();
        if (kind == 'S') {
            Prepared statement = statement(name);
            int[] shown = statement.types().clone();
            for (int i = 0; i < shown.length; i++) {
                shown[i] = shown[i] == 0 ? PgType.TEXT.oid() : shown[i];
            }
            List<PgColumn> columns = columns(statement);
            out.parameters(shown);
            describe(columns, new boolean[columns == null ? 0 : columns.size()]);
        } else if (kind == 'P') {
            Portal portal = portal(name);
            List<PgColumn> columns = columns(portal);
            describe(columns, columns == null ? null : portal.binary(columns.size()));
        } else {
            throw PgFailure.protocol("nothing of kind " + (int) kind + " can be described");
        }
    }

    private void describe(List<PgColumn> columns, boolean[] binary) throws IOException {
        if (columns == null) {
            out.plain('n');
        } else {
            out.rowDescription(columns, binary);
        }
    }

    /** What rows it gives; null: none. */
    private List<PgColumn> columns(Prepared statement) throws IOException {
        return switch (statement.kind()) {
            case EMPTY -> null;
            case COMMAND ->
                isShow(statement)
                        ? runner.run(Prepared.Kind.COMMAND, statement.text()).columns()
                        : null;
            case CATALOG, QUERY -> asking.describe(statement);
        };
    }

    /** A query with its values runs now; its rows are sent when they are asked for. */
    private List<PgColumn> columns(Portal portal) throws IOException {
        Prepared statement = portal.statement();
        boolean quiet = statement.kind() == Prepared.Kind.COMMAND && !isShow(statement);
        if (statement.kind() == Prepared.Kind.EMPTY || quiet) {
            return null;
        }
        run(portal);
        return portal.answer().columns();
    }

    private static boolean isShow(Prepared statement) {
        return statement.text().is(0, "show");
    }

    private void run(Portal portal) throws IOException {
        if (!portal.hasRun()) {
            portal.keep(runner.run(portal.statement().kind(), portal.text()), budget);
        }
    }

    void execute(Body body) throws IOException {
        Portal portal = portal(body.text());
        int most = body.int32();
        body.end();
        if (portal.statement().kind() == Prepared.Kind.EMPTY) {
            out.plain('I');
            return;
        }
        run(portal);
        List<byte[]> part = portal.next(most);
        for (byte[] row : part) {
            out.row(row);
        }
        if (most > 0 && part.size() == most && !portal.isAtEnd()) {
            out.plain('s');
            return;
        }
        Session.complete(portal.answer(), part.size(), out);
        portal.free(budget);
    }

    void close(Body body) throws IOException {
        char kind = body.int8();
        String name = body.text();
        body.end();
        if (kind == 'S') {
            statements.remove(name);
        } else if (kind == 'P') {
            close(name);
        } else {
            throw PgFailure.protocol("nothing of kind " + (int) kind + " can be closed");
        }
        out.plain('3');
    }

    private Prepared statement(String name) {
        Prepared statement = statements.get(name);
        if (statement == null) {
            throw PgFailure.of(SqlStates.NO_STATEMENT, "prepared statement \"" + name + "\" does not exist", null);
        }
        return statement;
    }

    private Portal portal(String name) {
        Portal portal = portals.get(name);
        if (portal == null) {
            throw PgFailure.of(SqlStates.NO_PORTAL, "portal \"" + name + "\" does not exist", null);
        }
        return portal;
    }

    void deallocate(String name) {
        if (name == null) {
            statements.clear();
        } else {
            statement(name);
            statements.remove(name);
        }
    }

    /** Forgets a portal; null: all. */
    void close(String name) {
        if (name == null) {
            portals.values().forEach(p -> p.free(budget));
            portals.clear();
            return;
        }
        Portal portal = portals.remove(name);
        if (portal != null) {
            portal.free(budget);
        }
    }
}
