package io.sojourn.api.sql;

import java.util.List;

/**
 * What can stand at a place of a query.
 *
 * @param from number of characters before the word that a proposal replaces
 * @param items sorted by use: columns, aliases or tables, functions, words
 */
public record Proposals(int from, List<Item> items) {
    /**
     * One proposal.
     *
     * @param kind {@code column}, {@code table}, {@code alias}, {@code operator}, {@code function} or {@code word}
     * @param detail a column's type and table; else empty
     */
    public record Item(String text, String kind, String detail) {}
}
