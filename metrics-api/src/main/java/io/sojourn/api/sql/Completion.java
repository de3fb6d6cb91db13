package io.sojourn.api.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can stand at a place of a query that is being written: columns behind {@code alias.}, tables behind FROM and JOIN,
 * elsewhere columns of the tables in FROM, aliases, functions and words. Works on words alone, so that a text that is not a
 * query yet does no harm. Sorted by kind, then name; those that begin as what is written.
 */
final class Completion {
    /** Longer lists help nobody. */
    static final int MOST = 200;

    private static final List<String> WORDS = List.of(
            ("select from where group by order by having limit offset qualify with union all distinct join left join asof"
                            + " join on using case when then else end and or not in is null between like ilike exists over"
                            + " partition by filter within group interval cast desc asc nulls last")
                    .split(" "));
    private static final Set<String> BEFORE_TABLES = Set.of("from", "join");

    private final Catalog catalog;
    private final Set<String> known;

    Completion(Catalog catalog) {
        this.catalog = catalog;
        this.known = catalog.names();
    }

    /** @param cursor number of characters before the place */
    Proposals at(String sql, int cursor) {
        SqlWords words = SqlWords.of(sql, cursor);
        Map<String, String> sources = sources(words);
        List<Proposals.Item> all = new ArrayList<>();
        if (words.isInText()) {
            return new Proposals(cursor, List.of());
        }
        if (words.qualifier() != null) {
            String table = sources.getOrDefault(words.qualifier(), words.qualifier());
            columns(all, table);
        } else if (words.followsTableWord(BEFORE_TABLES)) {
            tables(all, words);
        } else {
            new LinkedHashSet<>(sources.values()).forEach(table -> columns(all, table));
            sources.keySet().stream()
                    .filter(a -> !known.contains(a))
                    .forEach(a -> all.add(new Proposals.Item(a, "alias", "")));
            Functions.names().stream()
                    .filter(f -> !ProcessOperators.names().contains(f))
                    .forEach(f -> all.add(new Proposals.Item(f, "function", "")));
            new LinkedHashSet<>(WORDS).forEach(w -> all.add(new Proposals.Item(w, "word", "")));
        }
        String prefix = words.prefix().toLowerCase(Locale.ROOT);
        List<Proposals.Item> fitting = all.stream()
                .filter(i -> i.text().toLowerCase(Locale.ROOT).startsWith(prefix))
                .distinct()
                .limit(MOST)
                .toList();
        return new Proposals(cursor - prefix.length(), fitting);
    }

    private void tables(List<Proposals.Item> all, SqlWords words) {
        Stream.concat(known.stream(), words.withNames().stream())
                .sorted()
                .forEach(t -> all.add(new Proposals.Item(t, "table", "")));
        ProcessOperators.names().forEach(o -> all.add(new Proposals.Item(o, "operator", "")));
    }

    private void columns(List<Proposals.Item> all, String table) {
        List<ColumnInfo> columns = ProcessOperators.names().contains(table)
                ? ProcessOperators.output(table)
                : catalog.tables().getOrDefault(table, List.of());
        columns.stream()
                .sorted(Comparator.comparing(ColumnInfo::name))
                .forEach(c -> all.add(new Proposals.Item(c.name(), "column", c.type() + " of " + table)));
    }

    /** Names of FROM and what they stand for, in the order in which they come. */
    private Map<String, String> sources(SqlWords words) {
        Map<String, String> sources = new LinkedHashMap<>();
        words.sources().forEach((alias, table) -> {
            if (known.contains(table) || ProcessOperators.names().contains(table)) {
                sources.put(alias, table);
            }
        });
        return sources;
    }
}
