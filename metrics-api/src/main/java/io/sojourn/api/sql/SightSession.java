package io.sojourn.api.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Somebody's queries in a worker: the names that they may know, and a connection that sees what they see. Names that nobody
 * of them has are refused, proposed and hinted at as if they were not there.
 */
final class SightSession implements AutoCloseable {
    private final QueryChecker checker;
    private final Completion completion;
    /** Null where all is seen. */
    private final SightViews views;

    private Connection connection;

    /** @param views null: the connection sees everything as it is */
    SightSession(Catalog catalog, SightViews views, Connection connection) {
        this.checker = new QueryChecker(catalog);
        this.completion = new Completion(catalog);
        this.views = views;
        this.connection = connection;
    }

    QueryChecker checker() {
        return checker;
    }

    Completion completion() {
        return completion;
    }

    boolean seesAll() {
        return views == null;
    }

    /** Made when it is first needed: completion needs none. */
    Connection connection() throws SQLException {
        if (connection == null) {
            connection = views.open();
        }
        return connection;
    }

    /** Another connection, with copies of what is seen of the tables that a query names. */
    Connection copies(JsonNode tree) throws SQLException {
        return views.openCopies(tree);
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
