package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;

/** A section of the page. */
interface Section {
    /** Its anchor: lower case letters. */
    String id();

    String title();

    /** False where the document has nothing for it: it is left out. */
    default boolean hasContent(JsonNode document) {
        return true;
    }

    /** Writes what comes after the title. */
    void write(Page page);
}
