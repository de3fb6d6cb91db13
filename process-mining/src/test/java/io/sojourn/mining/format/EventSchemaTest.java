package io.sojourn.mining.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The published schema and the decoder say yes and no to the same documents. */
class EventSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final String[] FIELDS = {
        "schema",
        "process",
        "case_id",
        "event_id",
        "source",
        "sequence",
        "activity",
        "lifecycle",
        "time",
        "resource",
        "team",
        "related",
        "op",
        "corrects",
        "version",
        "received_at",
        "attributes",
        "colour"
    };
    private static final String[] VALUES = {
        "null",
        "1",
        "2",
        "0",
        "1.0",
        "1.5",
        "-3",
        "9223372036854775807",
        "9223372036854775808",
        "2147483648",
        "1e3",
        "true",
        "\"\"",
        "\"A\"",
        "\"p\"",
        "\"a\\u0000b\"",
        "\"correct\"",
        "\"retract\"",
        "\"append\"",
        "\"2026-02-28T03:04:05Z\"",
        "\"2026-02-29T03:04:05Z\"",
        "\"2028-02-29T03:04:05.123456789+02:00\"",
        "\"2026-04-31T00:00:00Z\"",
        "\"2026-01-02T03:04Z\"",
        "\"2026-01-02 03:04:05Z\"",
        "\"2026-01-02T03:04:05-18:59\"",
        "\"2026-01-02T03:04:05-19:00\"",
        "\"2026-01-02T03:04:60Z\"",
        "{}",
        "[]",
        "[1]"
    };
    private static final String[] ATTRIBUTES = {"payer", "amount", "pages", "vip", "due", "unknown"};

    private final EventJson json = EventJson.of(List.of(EventJsonTest.AUTHORIZATION));
    private SplittableRandom random;

    @Test
    void schemaIsAValidSchema() throws Exception {
        JsonSchema draft = FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(draft.validate(JSON.readTree(EventJson.schema()))).isEmpty();
    }

    @Test
    void decoderAndSchemaAgree() throws Exception {
        random = new SplittableRandom(ReadLog.seed(23));
        JsonSchema schema = FACTORY.getSchema(forTheDefinition());
        int accepted = 0;
        for (int i = 0; i < 30_000; i++) {
            ObjectNode document = document();
            byte[] bytes = JSON.writeValueAsBytes(document);
            Reading reading = json.read(bytes, 0, bytes.length, new Origin("s", 1, 0));
            boolean valid = schema.validate(JSON.readTree(bytes)).isEmpty();
            assertThat(reading instanceof Reading.Accepted)
                    .as("%s %s", document, reading)
                    .isEqualTo(valid);
            accepted += valid ? 1 : 0;
        }
        assertThat(accepted).isBetween(3_000, 27_000);
    }

    /** The schema knows no definitions: this adds the one of the test. */
    private static JsonNode forTheDefinition() throws Exception {
        ObjectNode schema = (ObjectNode) JSON.readTree(EventJson.schema());
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.set("process", JSON.readTree("{\"const\":\"p\"}"));
        ((ObjectNode) properties.get("attributes"))
                .set(
                        "properties",
                        JSON.readTree(
                                """
                                {"payer": {"$ref": "#/$defs/text"}, "amount": {"type": ["number", "null"]},
                                 "pages": {"type": ["integer", "null"], "minimum": -9223372036854775808, "maximum": 9223372036854775807},
                                 "vip": {"type": ["boolean", "null"]}, "due": {"anyOf": [{"$ref": "#/$defs/time"}, {"type": "null"}]}}
                                """));
        return schema;
    }

    private ObjectNode document() throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"schema\":1,\"process\":\"p\",\"case_id\":\"c\","
                + "\"event_id\":\"e\",\"activity\":\"A\",\"time\":\"2026-01-02T03:04:05Z\"}");
        if (random.nextInt(4) == 0) {
            document.put("op", random.nextBoolean() ? "correct" : "retract")
                    .put("corrects", "x")
                    .put("version", 2);
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            String field = FIELDS[random.nextInt(FIELDS.length)];
            switch (random.nextInt(4)) {
                case 0 -> document.remove(field);
                case 1 -> {
                    ObjectNode attributes = JSON.createObjectNode();
                    attributes.set(ATTRIBUTES[random.nextInt(ATTRIBUTES.length)], value());
                    document.set("attributes", attributes);
                }
                default -> document.set(field, value());
            }
        }
        return document;
    }

    private JsonNode value() throws Exception {
        return JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
    }
}
