package io.sojourn.api.access;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What part of the data a principal sees. It holds on every path: documents, live stream, mining, SQL. Two principals of equal
 * scopes may share a cached answer; {@link #key} is for that.
 *
 * @param processes whose rows are seen; empty: all processes
 * @param rows allowed values of dimensions; a row is seen where each named dimension has one of its values, so a figure over all
 *     values of such a dimension is not seen
 * @param masked columns whose values are not shown: {@code case_id}, {@code resource}, attributes, dimensions
 * @param smallestCell counts of cases from 1 to below this are suppressed; 0 or 1: none is
 */
public record Scope(Set<String> processes, Map<String, Set<String>> rows, Set<String> masked, int smallestCell) {
    private static final Scope ALL = new Scope(Set.of(), Map.of(), Set.of(), 0);

    /** Sorts and copies what is given. */
    public Scope {
        if (smallestCell < 0) {
            throw new IllegalArgumentException("smallestCell=" + smallestCell + " is below 0");
        }
        processes = sorted(processes);
        masked = sorted(masked);
        Map<String, Set<String>> copy = new TreeMap<>();
        rows.forEach((dimension, values) -> copy.put(dimension, sorted(values)));
        rows = Collections.unmodifiableMap(copy);
    }

    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /** Everything, as it is. */
    public static Scope all() {
        return ALL;
    }

    /** True where nothing is hidden. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** A text that is equal for equal scopes, and for no others. */
    public String key() {
        if (isAll()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        add(text, processes);
        add(text, masked);
        rows.forEach((dimension, values) -> {
            add(text, Set.of(dimension));
            add(text, values);
        });
        return text.append(smallestCell).toString();
    }

    /** Each name behind its length, so that no two lists look alike. */
    private static void add(StringBuilder text, Collection<String> names) {
        text.append(names.size());
        names.forEach(name -> text.append(' ').append(name.length()).append(':').append(name));
        text.append('\n');
    }
}
