package io.sojourn.api;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Which values of a dimension have a label of their own: the {@link #MOST} with the largest weight, of equal ones the first by code point.
 * All others, and those that are too long, are one value {@code other}. So there are at most {@code MOST + 1} series of each figure.
 */
final class DimensionValues {
    /** Values of a dimension that have a label of their own. */
    static final int MOST = 20;

    static final String OTHER = "other";
    private static final int LONGEST = 100;

    private final String dimension;
    private final Set<String> own;

    private DimensionValues(String dimension, Set<String> own) {
        this.dimension = dimension;
        this.own = own;
    }

    /** @param weights by value */
    static DimensionValues of(String dimension, Map<String, Double> weights) {
        Comparator<Map.Entry<String, Double>> byWeight = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return new DimensionValues(
                dimension,
                weights.entrySet().stream()
                        .filter(e -> e.getKey().length() <= LONGEST)
                        .sorted(byWeight.thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /** The value of a group of a document, {@code {key: {dimension: value}}}. */
    static String valueOf(String dimension, Map<String, Object> group) {
        return (String) ((Map<?, ?>) group.get("key")).get(dimension);
    }

    /** The sum of a figure by value, over lists of groups. */
    static Map<String, Double> weights(String dimension, String figure, List<List<Map<String, Object>>> lists) {
        Map<String, Double> weights = new HashMap<>();
        lists.forEach(groups -> groups.forEach(group ->
                weights.merge(valueOf(dimension, group), ((Number) group.get(figure)).doubleValue(), Double::sum)));
        return weights;
    }

    /** A figure of the groups by label, in order: those without a label of their own are put together. */
    Map<String, Double> figures(List<Map<String, Object>> groups, String figure, BinaryOperator<Double> together) {
        Map<String, Double> figures = new TreeMap<>();
        for (Map<String, Object> group : groups) {
            String value = valueOf(dimension, group);
            if (group.get(figure) instanceof Number number) {
                figures.merge(own.contains(value) ? value : OTHER, number.doubleValue(), together);
            }
        }
        return figures;
    }

    /** The labels of a value beside others. */
    Labels labels(Labels others, String value) {
        return others.merge(Labels.of("dimension", dimension, "value", value));
    }
}
