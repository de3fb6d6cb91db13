package io.sojourn.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.sojourn.definition.LogProfile.ActivityProfile;
import io.sojourn.event.SojournException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schema and the parser agree about shapes, as an editor's own validator sees them. */
class SchemaValidationTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final JsonSchema SCHEMA = FACTORY.getSchema(Definitions.schema());
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void schemaIsAValidSchema() throws Exception {
        JsonSchema draft = FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(draft.validate(JSON.readTree(Definitions.schema()))).isEmpty();
    }

    @Test
    void acceptsAWholeDefinitionAndADraft() {
        assertThat(problems(DefinitionsTest.PRIOR_AUTHORIZATION)).isEmpty();
        LogProfile profile = new LogProfile(
                "p",
                List.of(new ActivityProfile("A: 'x'", Set.of("schedule", "start", "suspend"), 3)),
                true,
                true,
                List.of(),
                86_400_000_000L,
                ZoneId.of("UTC"));
        assertThat(problems(Drafts.yaml(profile))).isEmpty();
    }

    @Test
    void acceptsRelationsAndWhatFollowsThem() {
        String yaml = FollowConditionsTest.REFERRAL + "\nrelations: {a: {process: b}, c: {process: d}}";
        assertThat(problems(yaml)).isEmpty();
        Definitions.compile("d.yaml", yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queues: {q: {entr: a, leave: b}}",
                "queues: {q: {enter: a}}",
                "queues: {q: {enter: 'TRUE', leave: 'TRUE', per: team}}",
                "queues: {q: {enter: 'TRUE', leave: 'TRUE', ages: []}}",
                "version: 0",
                "lateness: 1 h",
                "lateness: 3m2h",
                "attributes: {a: txt}",
                "attributes: {payer class: text}",
                "case: {x: {any: 'TRUE', count: 'TRUE'}}",
                "case: {x: {}}",
                "handoffs: {between: teams}",
                "exceptions: {category: activity}",
                "slas: {s: {start: 'TRUE', stop: 'TRUE', within: 3 weeks}}",
                "slas: {s: {start: 'TRUE', stop: 'TRUE', within: 3h, at_risk: 0.75}}",
                "slas: {s: {start: 'TRUE', stop: 'TRUE', within: 3h, extend: {when: 'TRUE'}}}",
                "measures: {m: {of: 'TRUE'}}",
                "measures: {m: {share: 'TRUE', count: 'TRUE'}}",
                "measures: {m: {from: 'TRUE'}}",
                "measures: {m: {count: 'TRUE', of: 'TRUE'}}",
                "measures: {m: {average: sequence, per: case}}",
                "measures: {m: {count: 'TRUE', target: less}}",
                "measures: {'sla:x': {count: 'TRUE'}}",
                "measures: {m: {followed_by: {process: x}}}",
                "measures: {m: {followed_by: {within: 3d}}}",
                "measures: {m: {followed_by: {process: x, within: 3 weeks}}}",
                "measures: {m: {followed_by: {process: x, within: 3d}, count: 'TRUE'}}",
                "measures: {m: {followed_by: {process: x, within: 3d}, not_followed_by: {process: x, within: 3d}}}",
                "measures: {m: {followed_by: {process: x, within: 3d}, unit: days}}",
                "relations: {referral: {}}",
                "relations: {'a:b': {process: x}}",
                "calendars: {c: {holidays: us-federal}}",
                "calendars: {c: {week: Mon 08:00-12:00, holidays: us-fedral}}",
                "qeues: {}"
            })
    void refusesTheShapesThatTheParserRefuses(String part) {
        String yaml = "process: p\n" + part;
        assertThat(problems(yaml)).isNotEmpty();
        assertThatThrownBy(() -> Definitions.compile("d.yaml", yaml)).isInstanceOf(SojournException.class);
    }

    private static Set<ValidationMessage> problems(String yaml) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode json = JSON.valueToTree(value);
        return SCHEMA.validate(json);
    }
}
