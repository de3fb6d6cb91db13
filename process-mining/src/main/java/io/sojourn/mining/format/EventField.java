package io.sojourn.mining.format;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a JSON event. */
enum EventField {
    SCHEMA,
    PROCESS,
    CASE_ID,
    EVENT_ID,
    SOURCE,
    SEQUENCE,
    ACTIVITY,
    LIFECYCLE,
    TIME,
    RESOURCE,
    RESOURCE_KIND,
    TEAM,
    QUEUE,
    OUTCOME,
    EXCEPTION,
    REASON,
    INSTANCE,
    RELATED,
    OP,
    CORRECTS,
    VERSION,
    RECEIVED_AT,
    ATTRIBUTES;

    static final int COUNT = values().length;
    static final List<String> NAMES =
            Arrays.stream(values()).map(EventField::word).toList();
    private static final Map<String, EventField> BY_NAME = new HashMap<>();

    static {
        for (EventField f : values()) {
            BY_NAME.put(f.word(), f);
        }
    }

    /** The field of that name, or null. */
    static EventField of(String name) {
        return BY_NAME.get(name);
    }

    /** Its name in the JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Texts that may not be empty. */
    boolean isNonEmpty() {
        return switch (this) {
            case PROCESS, CASE_ID, EVENT_ID, SOURCE, ACTIVITY, LIFECYCLE, CORRECTS -> true;
            default -> false;
        };
    }
}
