package io.sojourn.definition;

import io.sojourn.event.ColumnType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code cms_0057}. */
final class CmsReader {
    private static final List<String> NEEDED =
            List.of("received", "standard", "expedited", "decided", "approved", "denied");
    private static final List<String> CONDITIONS = List.of(
            "when",
            "received",
            "standard",
            "expedited",
            "decided",
            "approved",
            "partial",
            "denied",
            "withdrawn",
            "extended",
            "appealed",
            "appeal_decided",
            "overturned");
    private static final List<String> PAS_CONDITIONS = List.of("requested", "answered");
    private static final List<String> PAS_TEXTS =
            List.of("provider", "organization", "business_line", "item", "location", "method", "denial_reason");
    private static final List<String> SOURCES = List.of("provider", "intermediary", "payer");

    /** What {@code cms_0057} may have. */
    static String[] keys() {
        return Stream.of(List.of("payer"), CONDITIONS, List.of("calendar", "choices", "pas"))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /** What {@code pas} in it may have. */
    static String[] pasKeys() {
        return Stream.of(List.of("source"), PAS_TEXTS, PAS_CONDITIONS)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private final ExpressionList expressions;
    private final List<String> dimensions;
    private final List<String> calendars;
    private final List<CmsRule.Part> parts = new ArrayList<>();

    CmsReader(ExpressionList expressions, List<String> dimensions, List<String> calendars) {
        this.expressions = expressions;
        this.dimensions = dimensions;
        this.calendars = calendars;
    }

    /** Null for null. */
    CmsRule read(YamlValue value) {
        if (value == null) {
            return null;
        }
        YamlMap map = value.map(Section.CMS_0057);
        NEEDED.forEach(map::need);
        CONDITIONS.forEach(name -> add(map, name, name, ColumnType.BOOLEAN));
        checkAppeals(map);
        String calendar = map.or(null, "calendar", v -> v.reference("calendar", calendars));
        Map<CmsChoice, String> choices = map.or(Map.of(), "choices", v -> choices(v, calendar));
        String source = map.or(SOURCES.get(0), "pas", this::pas);
        return new CmsRule(
                map.or(null, "payer", v -> v.reference("dimension", dimensions)), calendar, choices, source, parts);
    }

    private void add(YamlMap map, String key, String name, ColumnType type) {
        if (map.has(key)) {
            parts.add(new CmsRule.Part(name, expressions.aside(map.get(key), parts.size(), type), type));
        }
    }

    private static void checkAppeals(YamlMap map) {
        if (map.has("overturned") != map.has("appeal_decided")) {
            throw map.error(
                    map.self().path() + " has only one of \"appeal_decided\" and \"overturned\".",
                    "Maybe say both: which event decides an appeal, and when it was in favour of the request.");
        }
        if (map.has("appealed") && !map.has("appeal_decided")) {
            throw map.get("appealed")
                    .error("appealed without appeal_decided: no appeal is ever decided.", "Maybe add appeal_decided.");
        }
    }

    private static Map<CmsChoice, String> choices(YamlValue value, String calendar) {
        YamlMap map = value.map(Section.CMS_CHOICES);
        Map<CmsChoice, String> choices = new EnumMap<>(CmsChoice.class);
        for (CmsChoice choice : CmsChoice.values()) {
            if (map.has(choice.word())) {
                choices.put(choice, map.get(choice.word()).oneOf(choice.options()));
            }
        }
        if ("business".equals(choices.get(CmsChoice.DAYS)) && calendar == null) {
            throw map.get(CmsChoice.DAYS.word())
                    .error("business days need a calendar.", "Maybe add calendar: to cms_0057.");
        }
        return choices;
    }

    private String pas(YamlValue value) {
        YamlMap map = value.map(Section.PAS);
        PAS_CONDITIONS.forEach(name -> add(map, name, CmsRule.PAS + name, ColumnType.BOOLEAN));
        PAS_TEXTS.forEach(name -> add(map, name, CmsRule.PAS + name, ColumnType.TEXT));
        return map.or(SOURCES.get(0), "source", v -> v.oneOf(SOURCES));
    }
}
