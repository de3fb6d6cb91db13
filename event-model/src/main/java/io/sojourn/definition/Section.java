package io.sojourn.definition;

import java.util.List;
import java.util.Locale;

/** The parts of a definition whose keys are fixed, with those keys; each is a definition of the JSON Schema too. */
enum Section {
    ROOT(
            "process",
            "version",
            "title",
            "timezone",
            "calendars",
            "attributes",
            "pseudonymise",
            "dimensions",
            "close",
            "close_after",
            "lateness",
            "retain",
            "case",
            "relations",
            "queues",
            "handoffs",
            "exceptions",
            "slas",
            "measures",
            "staffing",
            "cms_0057"),
    CALENDAR("week", "holidays", "timezone"),
    CASE_COLUMN("any", "count"),
    RELATION("process"),
    QUEUE("title", "enter", "leave", "per", "waits_on", "ages"),
    HANDOFFS("between"),
    EXCEPTIONS("when", "category"),
    SLA("title", "when", "start", "stop", "pause", "resume", "extend", "within", "calendar", "at_risk"),
    EXTEND("when", "by"),
    MEASURE(
            "title",
            "per",
            "share",
            "count",
            "average",
            "of",
            "from",
            "to",
            "unit",
            "followed_by",
            "not_followed_by",
            "by",
            "target"),
    FOLLOWED_BY("process", "via", "when", "within"),
    STAFFING("queue", "handling", "calendar", "productive", "target", "staff"),
    STAFFING_TARGET("sla"),
    CMS_0057(CmsReader.keys()),
    CMS_CHOICES(CmsChoice.words().toArray(String[]::new)),
    PAS(CmsReader.pasKeys());

    private final List<String> keys;

    Section(String... keys) {
        this.keys = List.of(keys);
    }

    List<String> keys() {
        return keys;
    }

    /** Its name among the schema's definitions. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
