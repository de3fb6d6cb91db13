package io.sojourn.mining.versions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A version of a definition as the key and the value of a topic's record, schema version 1. Key: {@code process/version}.
 * Value: {@code {"schema":1,"process":"p","version":2,"valid_from":1770000000000000,"definition":"YAML"}}; valid_from is in
 * microseconds since 1970, and left out of a version that is valid from the beginning.
 */
public final class DefinitionJson {
    /** The version of the form that {@link #write} gives and {@link #read} knows. */
    public static final int SCHEMA_VERSION = 1;

    /** Bytes of a record's value: a text whose characters all have to be escaped. */
    public static final int VALUE_BYTES = 6 * Limits.DEFINITION_LENGTH + 2 * Limits.TEXT_LENGTH;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(Limits.DEFINITION_LENGTH)
                    .maxNameLength(Limits.TEXT_LENGTH)
                    .maxNumberLength(Limits.NUMBER_LENGTH)
                    .build())
            .build();

    private String process;
    private String yaml;
    private long schema;
    private long version;
    private long validFrom = DefinitionVersion.BEGINNING;

    private DefinitionJson() {}

    /** The record's key, in UTF-8. */
    public static byte[] key(DefinitionVersion v) {
        return key(v.definition().process(), v.number()).getBytes(StandardCharsets.UTF_8);
    }

    private static String key(String process, long version) {
        return process + "/" + version;
    }

    /** The record's value, in UTF-8. */
    public static byte[] write(DefinitionVersion v) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
        try (JsonGenerator g = JSON.createGenerator(out)) {
            g.writeStartObject();
            g.writeNumberField("schema", SCHEMA_VERSION);
            g.writeStringField("process", v.definition().process());
            g.writeNumberField("version", v.number());
            if (v.validFrom() != DefinitionVersion.BEGINNING) {
                g.writeNumberField("valid_from", v.validFrom());
            }
            g.writeStringField("definition", v.definition().text());
            g.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory can't fail", e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a record and compiles its definition.
     *
     * @throws SojournException of a data or definition's code when it is no version of a definition
     */
    public static DefinitionVersion read(byte[] key, byte[] value) {
        if (value == null || value.length == 0) {
            throw new SojournException(
                    ErrorCode.MISSING_VALUE,
                    "the record has no value.",
                    "Maybe somebody wanted to remove a version: versions stay.");
        }
        if (value.length > VALUE_BYTES) {
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    "the value has " + value.length + " bytes, the limit is " + VALUE_BYTES + ".");
        }
        return new DefinitionJson().parsed(value).version(key);
    }

    private DefinitionJson parsed(byte[] value) {
        try (JsonParser p = JSON.createParser(value)) {
            if (p.nextToken() != JsonToken.START_OBJECT) {
                throw bad("the value is no JSON object");
            }
            for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
                p.nextToken();
                field(name, p);
            }
            return this;
        } catch (JsonProcessingException e) {
            throw new SojournException(
                    ErrorCode.BAD_VALUE, "the value is no JSON: " + e.getOriginalMessage() + ".", null, e);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BAD_VALUE, "the value is no JSON: " + e.getMessage() + ".", null, e);
        }
    }

    private void field(String name, JsonParser p) throws IOException {
        switch (name) {
            case "process" -> process = text(name, p);
            case "definition" -> yaml = text(name, p);
            case "schema" -> schema = number(name, p);
            case "version" -> version = number(name, p);
            case "valid_from" -> validFrom = number(name, p);
            default -> throw bad("there is no field " + shown(name));
        }
    }

    private static String text(String name, JsonParser p) throws IOException {
        if (p.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(name + " is no text");
        }
        return p.getText();
    }

    private static long number(String name, JsonParser p) throws IOException {
        if (p.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw bad(name + " is no whole number");
        }
        return p.getLongValue();
    }

    private DefinitionVersion version(byte[] key) {
        if (schema != SCHEMA_VERSION) {
            throw bad("schema is " + schema + ", this program knows " + SCHEMA_VERSION);
        }
        if (process == null || yaml == null) {
            throw new SojournException(
                    ErrorCode.MISSING_VALUE, (process == null ? "process" : "definition") + " is missing.");
        }
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!name.equals(key(process, version))) {
            throw bad("the key is " + shown(name) + " where " + shown(key(process, version)) + " belongs");
        }
        if (validFrom != DefinitionVersion.BEGINNING
                && (validFrom < Limits.MIN_TIME_MICROS || validFrom >= Limits.MAX_TIME_MICROS)) {
            throw bad("valid_from is " + validFrom + ", which is no instant from 1970 to 2100 in microseconds");
        }
        CompiledDefinition compiled = Definitions.compile(shown(name), yaml);
        if (!compiled.definition().process().equals(process)
                || compiled.definition().version() != version) {
            throw bad("the definition is of version " + compiled.definition().version() + " of "
                    + shown(compiled.definition().process()) + ", not of " + shown(name));
        }
        return new DefinitionVersion(compiled, validFrom);
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private static SojournException bad(String what) {
        return new SojournException(ErrorCode.BAD_VALUE, what + ".", "Maybe someone else writes to the topic.");
    }
}
