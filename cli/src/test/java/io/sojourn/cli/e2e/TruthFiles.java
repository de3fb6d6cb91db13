package io.sojourn.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The simulator's truth about a log, as it was written. No value in it needs quotes. */
final class TruthFiles {
    private final Path folder;
    private final JsonNode totals;

    TruthFiles(Path folder) {
        this.folder = folder;
        try {
            totals = Api.JSON.readTree(folder.resolve("truth.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code truth.json}. */
    JsonNode totals() {
        return totals;
    }

    Instant asOf() {
        return Instant.parse(totals.get("as_of").asText());
    }

    /** The rows of a CSV file: column → text; empty where there is none. */
    List<Map<String, String>> rows(String file) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(file));
            String[] columns = lines.get(0).split(",", -1);
            return lines.stream().skip(1).map(l -> row(columns, l)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(String[] columns, String line) {
        String[] values = line.split(",", -1);
        if (values.length != columns.length) {
            throw new IllegalStateException(line + " has not the columns " + Arrays.toString(columns));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            row.put(columns[i], values[i]);
        }
        return row;
    }

    /** Ages in microseconds of what waits in a queue at the end, ascending. */
    List<Long> openAges(String queue) {
        return ages(s -> s.get("queue").equals(queue));
    }

    private List<Long> ages(Predicate<Map<String, String>> stays) {
        return rows("stays.csv").stream()
                .filter(stays)
                .filter(s -> s.get("left_at").isEmpty())
                .map(s -> micros(s.get("entered_at"), asOf()))
                .sorted()
                .toList();
    }

    static long micros(String from, Instant to) {
        return ChronoUnit.MICROS.between(Instant.parse(from), to);
    }

    /** The value at rank ceil(n * percent / 100) in ascending order, in seconds. */
    static Double percentileSeconds(List<Long> ascending, int percent) {
        return ascending.isEmpty() ? null : ascending.get((ascending.size() * percent + 99) / 100 - 1) / 1e6;
    }

    /** How often each combination of columns occurs in a file. */
    Map<String, Long> counts(String file, Predicate<Map<String, String>> which, String... columns) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Map<String, String> row : rows(file)) {
            if (which.test(row)) {
                counts.merge(key(row, columns), 1L, Long::sum);
            }
        }
        return counts;
    }

    static String key(Map<String, String> row, String... columns) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(Objects.requireNonNull(row.get(column), column));
        }
        return String.join(" ", values);
    }
}
