package io.sojourn.mining.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionJsonTest {
    private static final String YAML =
            "process: größe\nversion: 2\ntitle: \"a \\\"quoted\\\" one\\n\"\nattributes: {payer: text}\n";
    private static final DefinitionVersion VERSION =
            new DefinitionVersion(Definitions.compile("p.yaml", YAML), 1_770_000_000_000_001L);

    @Test
    void aVersionIsReadAsItWasWritten() {
        DefinitionVersion read = DefinitionJson.read(DefinitionJson.key(VERSION), DefinitionJson.write(VERSION));

        assertThat(read.definition()).isEqualTo(VERSION.definition());
        assertThat(read.definition().text()).isEqualTo(YAML);
        assertThat(read.validFrom()).isEqualTo(VERSION.validFrom());
        assertThat(new String(DefinitionJson.key(VERSION), StandardCharsets.UTF_8))
                .isEqualTo("größe/2");
    }

    @Test
    void aVersionThatIsValidFromTheBeginningSaysNoInstant() {
        DefinitionVersion always = new DefinitionVersion(VERSION.compiled(), DefinitionVersion.BEGINNING);
        byte[] value = DefinitionJson.write(always);

        assertThat(new String(value, StandardCharsets.UTF_8)).doesNotContain("valid_from");
        assertThat(DefinitionJson.read(DefinitionJson.key(always), value).validFrom())
                .isEqualTo(DefinitionVersion.BEGINNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no JSON | bad_value | no JSON",
                "[] | bad_value | no JSON object",
                "{\"schema\":2,\"process\":\"p\",\"version\":1,\"definition\":\"process: p\"} | bad_value | schema is 2",
                "{\"schema\":1,\"version\":1,\"definition\":\"process: p\"} | missing_value | process is missing",
                "{\"schema\":1,\"process\":\"p\",\"version\":1} | missing_value | definition is missing",
                "{\"schema\":1,\"process\":\"p\",\"version\":2,\"definition\":\"process: p\"} | bad_value | the key is p/1",
                "{\"schema\":1,\"process\":\"q\",\"version\":1,\"definition\":\"process: p\"} | bad_value | the key is p/1",
                "{\"schema\":1,\"process\":\"p\",\"version\":1,\"definition\":\"process: q\"} | bad_value | of version 1 of q",
                "{\"schema\":1,\"process\":\"p\",\"version\":1,\"definition\":\"nonsense: p\"} | bad_definition | nonsense",
                "{\"schema\":1,\"process\":\"p\",\"version\":1,\"valid_from\":-1,\"definition\":\"process: p\"} | bad_value | valid_from is -1",
                "{\"schema\":1,\"process\":\"p\",\"version\":\"1\",\"definition\":\"process: p\"} | bad_value | no whole number",
                "{\"schema\":1,\"process\":7,\"version\":1,\"definition\":\"process: p\"} | bad_value | process is no text",
                "{\"schema\":1,\"process\":\"p\",\"version\":1,\"definition\":\"process: p\",\"x\":1} | bad_value | no field x",
                "{\"schema\":1,\"process\":\"p\",\"version\":99999999999999999999,\"definition\":\"process: p\"} | bad_value | no JSON"
            })
    void whatIsNoVersionIsRefusedWithItsReason(String value, String code, String reason) {
        SojournException e = refused("p/1", value.getBytes(StandardCharsets.UTF_8));
        assertThat(e.code().word()).isEqualTo(code);
        assertThat(e.getMessage()).contains(reason);
    }

    @Test
    void recordsWithoutValueOrBeyondTheLimitsAreRefused() {
        assertThat(refused("p/1", null).code()).isEqualTo(ErrorCode.MISSING_VALUE);
        assertThat(refused("p/1", new byte[0]).code()).isEqualTo(ErrorCode.MISSING_VALUE);
        assertThat(refused("p/1", new byte[DefinitionJson.VALUE_BYTES + 1]).code())
                .isEqualTo(ErrorCode.OVER_LIMIT);
        String deep = "[".repeat(10_000);
        assertThat(refused("p/1", ("{\"process\":" + deep).getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(ErrorCode.BAD_VALUE);
        String longText = "{\"schema\":1,\"process\":\"p\",\"version\":1,\"definition\":\""
                + "x".repeat(Limits.DEFINITION_LENGTH + 1) + "\"}";
        SojournException e = refused("p/1", longText.getBytes(StandardCharsets.UTF_8));
        assertThat(e.code()).isEqualTo(ErrorCode.BAD_VALUE);
        assertThat(e.getMessage()).hasSizeLessThan(1_000);
        assertThat(refused("x".repeat(100_000), DefinitionJson.write(VERSION)).getMessage())
                .hasSizeLessThan(1_000);
    }

    private static SojournException refused(String key, byte[] value) {
        SojournException e = catchThrowableOfType(
                SojournException.class, () -> DefinitionJson.read(key.getBytes(StandardCharsets.UTF_8), value));
        assertThat(e).isNotNull();
        return e;
    }
}
