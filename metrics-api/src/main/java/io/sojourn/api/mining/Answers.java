package io.sojourn.api.mining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.api.resources.Json;
import io.sojourn.mining.filter.LogFilter;

/** What documents about a log have in common. */
final class Answers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A document that says of when and of which part of the log it is. */
    static ObjectNode begin(StoredLog log, LogFilter choice) {
        return object().put("as_of", Json.instant(log.asOf()))
                .put("filter", choice.casesText())
                .put("events", choice.eventsText());
    }

    /** Cuts lists of a document to their first entries; 0 cuts nothing. */
    static void cut(ObjectNode document, int top, String... lists) {
        for (String name : lists) {
            ArrayNode list = (ArrayNode) document.get(name);
            while (top > 0 && list.size() > top) {
                list.remove(list.size() - 1);
            }
        }
    }

    static byte[] bytes(ObjectNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document has no JSON form", e);
        }
    }
}
