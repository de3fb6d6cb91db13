package io.sojourn.api.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Parquet files that the job archives events to, as the view {@code archived_events} of a snapshot: one row for each
 * event as it came, with the {@code day} of its folder. The view holds the name of the folder, not of its files: each
 * query sees the files that are finished when it runs.
 *
 * @param folder holds files at any depth; workers may read what is in it, and nothing else
 */
public record EventArchive(Path folder) {
    /** How queries name it. */
    static final String VIEW = "archived_events";

    private static final Logger LOG = LoggerFactory.getLogger(EventArchive.class);
    private static final int DEPTH = 6;

    public EventArchive {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Makes the view in an attached database, outside of a transaction. Where nothing is archived there is no view, nor
     * where a file can't be read: that must not take the other tables away.
     */
    void show(Connection connection, String database) {
        // A statement of its own: DuckDB closes one that fails.
        try (Statement statement = connection.createStatement()) {
            if (holdsFiles()) {
                statement.execute("CREATE VIEW " + database + ".main." + VIEW + " AS SELECT "
                        + String.join(", ", columns(statement)) + " FROM " + files());
            }
        } catch (SQLException | IOException e) {
            LOG.warn("The archive {} can't be shown: {}", folder, e.toString());
        }
    }

    private boolean holdsFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.anyMatch(f -> f.toString().endsWith(".parquet"));
        }
    }

    /** Times as the store has them: instants in UTC without a zone. */
    private List<String> columns(Statement statement) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + files())) {
            while (rows.next()) {
                String name = '"' + rows.getString(1).replace("\"", "\"\"") + '"';
                boolean instant = rows.getString(2).equals("TIMESTAMP WITH TIME ZONE");
                columns.add(instant ? "make_timestamp(epoch_us(" + name + ")) AS " + name : name);
            }
        }
        return columns;
    }

    private String files() {
        return "read_parquet('" + folder.toString().replace("'", "''")
                + "/**/*.parquet', hive_partitioning = true, union_by_name = true)";
    }
}
