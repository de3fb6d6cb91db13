package io.sojourn.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published JSON Schema against the parser. JSON is YAML, so the schema is read as such. */
class SchemaTest {
    private static final Map<?, ?> SCHEMA = map(
            new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(Definitions.schema()));

    @Test
    void namesItsDraft() {
        assertThat(SCHEMA.get("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void hasExactlyTheKeysThatTheParserKnows() {
        for (Section section : Section.values()) {
            Map<?, ?> part = part(section);
            assertThat(part.get("additionalProperties")).as(section.word()).isEqualTo(false);
            assertThat(keys(part)).as(section.word()).containsExactlyInAnyOrderElementsOf(section.keys());
        }
    }

    @Test
    void hasNoObjectThatTheParserDoesNotKnow() {
        Set<String> objects = new HashSet<>();
        map(SCHEMA.get("$defs")).forEach((name, part) -> {
            if (map(part).containsKey("properties")) {
                objects.add((String) name);
            }
        });
        assertThat(objects).hasSize(Section.values().length - 1);
        for (Section section : Section.values()) {
            assertThat(section == Section.ROOT || objects.contains(section.word()))
                    .isTrue();
        }
    }

    @Test
    void everyReferenceHasATarget() {
        checkReferences(SCHEMA);
    }

    @Test
    void requiredKeysAreThoseThatTheParserMisses() {
        for (Map.Entry<Section, String> sample : SAMPLES.entrySet()) {
            for (Object key : required(sample.getKey())) {
                String broken = sample.getValue().replaceFirst("\\b" + key + ": ", "un" + key + ": ");
                assertThat(broken).isNotEqualTo(sample.getValue());
                assertThat(catchMessage(broken)).as("without " + key).isNotEmpty();
            }
            assertThat(catchMessage(sample.getValue())).as(sample.getValue()).isEmpty();
        }
    }

    private static final Map<Section, String> SAMPLES = Map.of(
            Section.QUEUE, "process: p\nqueues: {q: {enter: 'TRUE', leave: 'TRUE'}}",
            Section.CALENDAR, "process: p\ncalendars: {c: {week: Mon 08:00-12:00}}",
            Section.HANDOFFS, "process: p\nhandoffs: {between: team}",
            Section.EXCEPTIONS, "process: p\nexceptions: {when: 'TRUE'}",
            Section.SLA, "process: p\nslas: {s: {start: 'TRUE', stop: 'TRUE', within: 3h}}",
            Section.RELATION, "process: p\nrelations: {r: {process: q}}",
            Section.FOLLOWED_BY, "process: p\nmeasures: {m: {followed_by: {process: q, within: 3d}}}");

    private static String catchMessage(String yaml) {
        try {
            Definitions.compile("d.yaml", yaml);
            return "";
        } catch (io.sojourn.event.SojournException e) {
            return e.fullMessage();
        }
    }

    private static List<?> required(Section section) {
        return (List<?>) part(section).get("required");
    }

    private static Map<?, ?> part(Section section) {
        return section == Section.ROOT ? SCHEMA : map(map(SCHEMA.get("$defs")).get(section.word()));
    }

    @SuppressWarnings("unchecked")
    private static Set<String> keys(Map<?, ?> part) {
        return (Set<String>) map(part.get("properties")).keySet();
    }

    private static Map<?, ?> map(Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<?, ?>) value;
    }

    private static void checkReferences(Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String ref) {
                assertThat(map(SCHEMA.get("$defs")).keySet().toString()).contains(ref.replace("#/$defs/", ""));
            }
            map.values().forEach(SchemaTest::checkReferences);
        } else if (value instanceof List<?> list) {
            list.forEach(SchemaTest::checkReferences);
        }
    }
}
