package io.sojourn.cli.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a text stands in a data folder: in the bytes of any file, and, since databases and Parquet compress theirs, in any row of the
 * store and of the archive.
 */
public final class RawIds {
    private RawIds() {}

    /** Files and tables that have it; the store must be closed. */
    public static List<String> in(Path folder, String text) throws IOException, SQLException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                found.add(folder.relativize(file).toString());
            }
        }
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement()) {
            for (String table : tables(s, folder)) {
                addIfThere(s, table, text, found);
            }
            for (Path file : files) {
                if (file.toString().endsWith(".parquet")) {
                    addIfThere(s, "read_parquet('" + file + "')", text, found);
                }
            }
        }
        return found;
    }

    /** Each row of each table of a store, as a text behind the table's name. */
    public static List<String> allRows(Path folder) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
                Statement s = c.createStatement()) {
            for (String table : tables(s, folder)) {
                texts(s, "SELECT t::VARCHAR FROM " + table + " t ORDER BY 1").forEach(row -> rows.add(table + row));
            }
        }
        return rows;
    }

    private static List<String> tables(Statement s, Path folder) throws SQLException {
        s.execute("ATTACH '" + folder.resolve("store.duckdb") + "' AS kept_store (READ_ONLY)");
        return texts(
                s,
                "SELECT '\"' || database_name || '\".\"' || schema_name || '\".\"' || table_name || '\"'"
                        + " FROM duckdb_tables() WHERE database_name = 'kept_store' ORDER BY 1");
    }

    private static void addIfThere(Statement s, String table, String text, List<String> found) throws SQLException {
        if (!texts(s, "SELECT 1::VARCHAR FROM " + table + " t WHERE contains(t::VARCHAR, '" + text + "') LIMIT 1")
                .isEmpty()) {
            found.add(table);
        }
    }

    private static List<String> texts(Statement s, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet r = s.executeQuery(sql)) {
            while (r.next()) {
                texts.add(r.getString(1));
            }
        }
        return texts;
    }
}
