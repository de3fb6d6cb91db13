package io.sojourn.mining.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.log.Selection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Chooses cases of a log. Immutable; equal filters are {@code equals}. What it says as text, JSON and address parses back to
 * an equal one; its SQL chooses the same cases from the events in DuckDB.
 */
public sealed interface Filter
        permits ActivityFilter,
                AllOf,
                AnyOf,
                CaseFilter,
                DurationFilter,
                EndFilter,
                EventFilter,
                FollowsFilter,
                NoneOf,
                ReworkFilter,
                ThroughputFilter,
                TimeFilter,
                VariantFilter {

    /** The filter as a term: what its text and its JSON are made of. */
    Term term();

    /** A condition on {@code case_id} in DuckDB's SQL, over the relation of {@code sql}. */
    String condition(FilterSql sql);

    /**
     * The cases of a selection that the filter chooses: a bit for each, by its index there.
     *
     * @throws io.sojourn.event.SojournException when the log lacks a column that the filter names, or it has another type
     */
    long[] choose(Selection selection);

    /** Reads a filter from its text, such as {@code and(has('Pay'), duration(min=2d))}. */
    static Filter parse(String text) {
        return FilterReader.filter(TermParser.parse(text));
    }

    /** Reads a filter from its JSON, such as {@code {"filter":"duration","min":"2d"}}. */
    static Filter fromJson(JsonNode json) {
        return FilterReader.filter(TermJson.parse(json));
    }

    /** The text that {@link #parse} reads. */
    default String text() {
        return term().text();
    }

    /** The JSON that {@link #fromJson} reads. */
    default JsonNode json() {
        return TermJson.of(term());
    }

    /** The text, encoded as the value of a parameter of an address. */
    default String urlParameter() {
        return URLEncoder.encode(text(), StandardCharsets.UTF_8);
    }
}
