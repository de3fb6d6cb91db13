package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What makes the figures of a log less sure. */
final class Doubts {
    /** Below so many cases a middle and a tenth say little. */
    private static final int FEW_CASES = 30;
    /** From this share of the events on, something is worth a word. */
    private static final double MUCH = 0.05;

    private static final String QUALITY = "/quality";
    private final JsonNode document;
    private final List<Sentence> found = new ArrayList<>();

    Doubts(JsonNode document) {
        this.document = document;
        add(
                isBelow("/flow/cases", FEW_CASES),
                "There are few cases ({/flow/cases count}): middle values and shares are rough.");
        add(
                isAny("/bottlenecks/estimated_starts"),
                "{/bottlenecks/estimated_starts of /bottlenecks/activity_instances} of the steps have no start in the log. It is"
                        + " estimated from what else the same resource did: waits and their causes are estimates, too.");
        add(
                !document.at("/log/filter").isNull(),
                "Only a part of the log is looked at. What the same people did in other cases is not known here, so starts that are"
                        + " estimated, waits and causes can differ from those of the whole log.");
        add(isAny(QUALITY + "/rejected_rows"), "{rejected_rows count row} of the file can't be used and are left out.");
        add(
                isMuch(QUALITY + "/ties"),
                "{ties count event} have the same time as the one before in their case: their order is the file's.");
        add(
                isMuch(QUALITY + "/full_hour_events"),
                "{full_hour_events of events} of the events are at a full hour: times seem to be rounded, or mere dates."
                        + " Waits shorter than that say nothing.");
        add(
                isMuch(QUALITY + "/events_without_resource"),
                "{events_without_resource of events} of the events name no resource: where they are steps, causes and handoffs are not known.");
        add(
                isAny("/flow/negative_durations"),
                "{/flow/negative_durations count} times between steps are below zero: steps overlap, or end before they begin.");
        add(
                isAny(QUALITY + "/not_applied"),
                "{not_applied count} corrections and retractions in the file are not applied here.");
        if (found.isEmpty()) {
            add(true, "Nothing in the log speaks against the figures.");
        }
    }

    private boolean isAny(String pointer) {
        return document.at(pointer).asLong() > 0;
    }

    private boolean isBelow(String pointer, int limit) {
        return document.at(pointer).asLong() < limit;
    }

    private boolean isMuch(String pointer) {
        return document.at(pointer).asDouble()
                > MUCH * document.at(QUALITY + "/events").asDouble();
    }

    private void add(boolean holds, String template) {
        if (holds) {
            found.add(Sentence.of(QUALITY, template));
        }
    }

    void write(Page page) {
        page.html().start("ul");
        for (Sentence doubt : found) {
            page.html().start("li");
            page.say(doubt);
            page.html().end();
        }
        page.html().end();
    }
}
