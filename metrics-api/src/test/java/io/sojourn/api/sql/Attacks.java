package io.sojourn.api.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The table of attempts on the SQL gateway, {@code sql/attacks.txt}: as seen in reports about SQL gateways and in DuckDB's own
 * documentation. And texts that are too long, or too odd, for a line of it.
 */
final class Attacks {
    private static final Path TABLE = Path.of("src/test/resources/sql/attacks.txt");
    private static final String BETWEEN = " \\| ";

    private Attacks() {}

    /** Which wall refuses it, each asked alone. */
    enum Gate {
        BOTH,
        FIRST,
        SECOND,
        NONE
    }

    /** What DuckDB does with it in a locked worker behind no wall. */
    enum Engine {
        REFUSES,
        RUNS,
        UNTRIED;

        private static Engine of(String word) {
            return word.equals("-") ? UNTRIED : valueOf(word.toUpperCase(Locale.ROOT));
        }

        private String word() {
            return this == UNTRIED ? "-" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One row.
     *
     * @param text a folder is wanted for {@code %s}
     */
    record Attempt(String id, Gate gate, Engine engine, String text) {
        private static Attempt of(String line) {
            String[] parts = line.split(BETWEEN, 4);
            return new Attempt(
                    parts[0],
                    Gate.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                    Engine.of(parts[2]),
                    parts[3].replace("\\n", "\n"));
        }

        String text(Path folder) {
            return text.replace("%s", folder.toString());
        }

        /** As it stands in the table. */
        @Override
        public String toString() {
            return id + " | " + gate.name().toLowerCase(Locale.ROOT) + " | " + engine.word() + " | "
                    + text.replace("\n", "\\n");
        }
    }

    /** The lines of the table, with its remarks. */
    static List<String> lines() {
        try {
            return Files.readAllLines(TABLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isAttempt(String line) {
        return !line.isBlank() && !line.startsWith("#") && !line.startsWith("==");
    }

    static List<Attempt> all() {
        return lines().stream().filter(Attacks::isAttempt).map(Attempt::of).toList();
    }

    /** The rows of a section, such as {@code Q2.masks}. */
    static List<Attempt> of(String section) {
        return all().stream().filter(a -> a.id.startsWith(section + ".")).toList();
    }

    /** Texts that the gateway lets through in no case. */
    static List<String> texts() {
        return all().stream()
                .filter(a -> a.gate != Gate.NONE)
                .map(a -> a.text(Path.of("/tmp")))
                .toList();
    }

    /** Texts about the reading of the text itself; harmless to DuckDB, refused by the first wall. */
    static List<String> spellings() {
        return List.of(
                "",
                "   ",
                "-- nothing",
                "select /*+ hint */ 1",
                "select /* /* nested */ */ 1",
                "select 'open",
                "select \"open",
                "select /* open",
                "select $$text$$",
                "select E'\\x41'",
                "select e'\\''",
                "select U&'\\0041'",
                "select _utf8'a'",
                "select \u2018a\u2019",
                "select \u037e",
                "select 'a\0b'",
                "select 1\0",
                "select \ud83d\ude00",
                "s\u0435lect 1",
                "select " + "(".repeat(5_000) + "1" + ")".repeat(5_000),
                "select 1" + " + 1".repeat(50_000),
                "select '" + "x".repeat(65_536) + "'",
                "select " + "case when true then ".repeat(3_000),
                "select " + "not ".repeat(6_000) + "true",
                "select 1" + " union all select 1".repeat(3_000));
    }
}
