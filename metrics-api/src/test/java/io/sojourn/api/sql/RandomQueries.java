package io.sojourn.api.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Queries of a small grammar over the public tables, whose rows depend on nothing but the tables' rows. */
final class RandomQueries {
    private final Random random;
    private final List<String> names;
    private final Map<String, List<ColumnInfo>> tables;
    private final List<String> literals;

    /** @param literals values that texts are compared with */
    RandomQueries(long seed, Catalog catalog, List<String> literals) {
        this.random = new Random(seed);
        this.tables = catalog.tables();
        this.names = tables.keySet().stream().sorted().toList();
        this.literals = literals;
    }

    String next() {
        return switch (random.nextInt(8)) {
            case 0 -> plain();
            case 1, 2 -> grouped();
            case 3 -> joined();
            case 4 -> named();
            case 5 -> setOperation();
            case 6 -> window();
            default -> searched();
        };
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String table() {
        return pick(names);
    }

    private static String quoted(ColumnInfo c) {
        return '"' + c.name() + '"';
    }

    private ColumnInfo column(String table) {
        return pick(tables.get(table));
    }

    private List<ColumnInfo> some(String table, int most) {
        List<ColumnInfo> all = new ArrayList<>();
        for (int i = 0, n = 1 + random.nextInt(most); i < n; i++) {
            ColumnInfo c = column(table);
            if (!all.contains(c)) {
                all.add(c);
            }
        }
        return all;
    }

    private String list(String alias, List<ColumnInfo> columns) {
        return columns.stream().map(c -> alias + "." + quoted(c)).collect(Collectors.joining(", "));
    }

    private static String numbers(int n) {
        return java.util.stream.IntStream.rangeClosed(1, n)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
    }

    private String plain() {
        String t = table();
        List<ColumnInfo> columns = some(t, 4);
        return "SELECT " + list("t", columns) + " FROM " + t + " t WHERE " + condition(t, "t", 2) + " ORDER BY "
                + numbers(columns.size()) + " LIMIT " + (1 + random.nextInt(40));
    }

    private String grouped() {
        String t = table();
        ColumnInfo by = column(t);
        ColumnInfo of = column(t);
        String having = random.nextInt(3) == 0 ? " HAVING max(t." + quoted(of) + ") IS NOT NULL" : "";
        return "SELECT t." + quoted(by) + ", count(*), count(DISTINCT t." + quoted(of) + "), min(t." + quoted(of)
                + "), max(t." + quoted(of) + ") FROM " + t + " t WHERE " + condition(t, "t", 2) + " GROUP BY t."
                + quoted(by) + having + " ORDER BY 1, 2, 3";
    }

    private String joined() {
        String a = withCases();
        String b = withCases();
        String kind = pick(List.of("JOIN", "LEFT JOIN"));
        return "SELECT a." + quoted(column(a)) + ", b." + quoted(column(b)) + ", count(*) FROM " + a + " a " + kind
                + " "
                + b + " b ON a.process = b.process AND a.case_id = b.case_id WHERE " + condition(a, "a", 1)
                + " GROUP BY 1, 2 ORDER BY 1, 2, 3";
    }

    private String withCases() {
        return pick(names.stream()
                .filter(t -> tables.get(t).stream().anyMatch(c -> c.name().equals("case_id")))
                .toList());
    }

    private String named() {
        String t = table();
        ColumnInfo c = column(t);
        return "WITH x AS (SELECT " + quoted(c) + " AS v, process FROM " + t + " WHERE " + condition(t, t, 1)
                + ") SELECT x.v, count(*) FROM x WHERE x.v IN (SELECT " + quoted(c) + " FROM " + t + " WHERE "
                + condition(t, t, 1) + ") OR EXISTS (SELECT 1 FROM cases c WHERE c.process = x.process AND "
                + condition("cases", "c", 1) + ") GROUP BY x.v ORDER BY 1, 2";
    }

    private String setOperation() {
        String t = table();
        ColumnInfo c = column(t);
        String part = "SELECT " + quoted(c) + " AS v FROM " + t + " WHERE ";
        return "SELECT v, count(*) FROM (" + part + condition(t, t, 1) + " "
                + pick(List.of("UNION", "UNION ALL", "EXCEPT", "INTERSECT")) + " " + part + condition(t, t, 1)
                + ") AS u GROUP BY v ORDER BY 1, 2";
    }

    private String window() {
        String t = table();
        ColumnInfo by = column(t);
        ColumnInfo of = column(t);
        return "SELECT t." + quoted(by) + ", count(*) OVER (PARTITION BY t." + quoted(by) + "), max(t." + quoted(of)
                + ") OVER (PARTITION BY t." + quoted(by) + "), rank() OVER (ORDER BY t." + quoted(of) + ") FROM " + t
                + " t WHERE " + condition(t, "t", 1) + " ORDER BY 1, 2, 3, 4 LIMIT 30";
    }

    /** Looks for a value by halving, and by what goes wrong. */
    private String searched() {
        String t = table();
        ColumnInfo c = column(t);
        String tried = random.nextBoolean() ? "try_cast" : "cast";
        return "SELECT (SELECT max(" + quoted(c) + ") FROM " + t + " WHERE " + condition(t, t, 2)
                + ") AS v, (SELECT count(*) FROM " + t + " WHERE CASE WHEN " + condition(t, t, 1) + " THEN " + tried
                + "(process AS INTEGER) IS NULL ELSE TRUE END) AS n";
    }

    private String condition(String table, String alias, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return "(" + condition(table, alias, depth - 1) + pick(List.of(" AND ", " OR "))
                    + condition(table, alias, depth - 1) + ")";
        }
        ColumnInfo c = column(table);
        String value = alias + "." + quoted(c);
        if (!c.type().equals("VARCHAR")) {
            return pick(List.of(value + " IS NOT NULL", value + " IS NULL", "TRUE"));
        }
        String literal = "'" + pick(literals).replace("'", "''") + "'";
        return switch (random.nextInt(6)) {
            case 0 -> value + " = " + literal;
            case 1 -> value + " < " + literal;
            case 2 -> value + " >= " + literal;
            case 3 -> value + " LIKE '" + pick(List.of("~%", "C-%", "r%", "%a%", "N%")) + "'";
            case 4 -> "length(" + value + ") > " + random.nextInt(26);
            default ->
                "NOT (" + value + " IN (" + literal + ", '" + pick(literals).replace("'", "''") + "'))";
        };
    }
}
