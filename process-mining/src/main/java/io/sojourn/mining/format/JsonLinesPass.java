package io.sojourn.mining.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * One reading of a file of JSON lines. Objects inside are flattened: {@code {"a":{"b":1}}} is the attribute {@code a.b},
 * but what is in {@code attributes} keeps its own name; an array is its JSON text.
 */
final class JsonLinesPass {
    /** UTF-8, whatever a line begins with: guessing another encoding would end the whole file at one bad line. */
    private static final JsonFactory JSON = ((JsonFactoryBuilder) JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.DEPTH)
                            .maxStringLength(Limits.LINE_LENGTH)
                            .build()))
            .build();

    private final LineScanner lines;
    private final StoredFile file;
    private final RowHandler handler;
    private final RowAssembler assembler;
    private final Recognition recognition;
    private final boolean startAsked;
    private final TypedAttributes attributes;
    private final int[] ranks = new int[Role.values().length];
    private final String[] roleKeys = new String[ranks.length];
    private final byte[] roleTypes = new byte[ranks.length];
    private final Supplier<String> raw = this::raw;
    private String trouble;
    private ErrorCode code;
    private boolean startColumn;

    JsonLinesPass(LineScanner lines, StoredFile file, ReadOptions options, RowHandler handler) {
        this.lines = lines;
        this.file = file;
        this.handler = handler;
        this.assembler = new RowAssembler(file, "line", options);
        this.recognition = new Recognition(options);
        this.startAsked = options.startColumn() != null;
        this.attributes = new TypedAttributes(TimeReader.of(options));
    }

    void run() throws IOException {
        startColumn = startAsked;
        long sequence = 0;
        while (lines.next()) {
            if (!isBlank()) {
                line(sequence++);
            }
        }
    }

    private boolean isBlank() {
        for (int i = 0; i < lines.length(); i++) {
            if (lines.bytes()[i] > ' ' || lines.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void line(long sequence) throws IOException {
        assembler.clear();
        attributes.clear();
        Arrays.fill(ranks, Integer.MAX_VALUE);
        trouble = null;
        if (lines.isTooLong()) {
            fail(ErrorCode.OVER_LIMIT, "the line is longer than " + Limits.LINE_LENGTH + " bytes.");
        } else {
            parse(sequence);
        }
        if (trouble == null) {
            settle();
            checkStart(sequence);
        }
        if (trouble == null) {
            assembler.finish(handler, lines.number(), sequence, startColumn, microsRoles(), attributes, raw);
        } else {
            assembler.reject(handler, lines.number(), code, trouble, raw);
        }
    }

    private void fail(ErrorCode code, String trouble) {
        this.code = code;
        this.trouble = trouble;
    }

    private void parse(long sequence) throws IOException {
        int from = lines.number() == 1 && startsWithBom() ? 3 : 0;
        if (sequence == 0 && lines.bytes()[from] == '[') {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file.path() + " is a JSON array; JSON lines have one object a line.",
                    "Maybe convert it: jq -c '.[]' " + file.name() + ".");
        }
        try (JsonParser json = JSON.createParser(lines.bytes(), from, lines.length() - from)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                fail(ErrorCode.BAD_VALUE, "the line is no JSON object.");
                return;
            }
            object(json, "");
            if (trouble == null && json.nextToken() != null) {
                fail(ErrorCode.BAD_VALUE, "there is more than one JSON value on the line.");
            }
        } catch (JsonProcessingException e) {
            fail(ErrorCode.BAD_VALUE, "the line is no JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private boolean startsWithBom() {
        byte[] b = lines.bytes();
        return lines.length() >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf;
    }

    private void object(JsonParser json, String prefix) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> object(json, name.equals("attributes") ? "" : name + ".");
                case START_ARRAY -> put(name, array(json), TypedAttributes.TEXT);
                case VALUE_NUMBER_INT -> put(name, json.getText(), TypedAttributes.INTEGER);
                case VALUE_NUMBER_FLOAT -> put(name, json.getText(), TypedAttributes.NUMBER);
                case VALUE_TRUE, VALUE_FALSE -> put(name, json.getText(), TypedAttributes.BOOLEAN);
                case VALUE_NULL -> put(name, null, TypedAttributes.TEXT);
                default -> put(name, json.getText(), TypedAttributes.TEXT);
            }
        }
    }

    private static String array(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructure(json);
        }
        return text.toString();
    }

    private void put(String name, String text, byte type) {
        if (text != null && text.length() > Limits.TEXT_LENGTH) {
            fail(
                    ErrorCode.OVER_LIMIT,
                    RowAssembler.shown(name) + " has " + text.length() + " characters, the limit is "
                            + Limits.TEXT_LENGTH + ".");
            return;
        }
        Recognition.Match match = recognition.match(name);
        Role role = match.role();
        if (role == null) {
            add(name, text, type);
        } else if (match.rank() < ranks[role.ordinal()]) {
            demote(role);
            assembler.set(role, text);
            ranks[role.ordinal()] = match.rank();
            roleKeys[role.ordinal()] = name;
            roleTypes[role.ordinal()] = type;
        } else {
            add(name, text, type);
        }
    }

    private void add(String name, String text, byte type) {
        if (!attributes.add(name, text, type)) {
            fail(ErrorCode.OVER_LIMIT, "the row has more attributes than the limit of " + Limits.ATTRIBUTES + ".");
        }
    }

    /** What had the role becomes an attribute. */
    private void demote(Role role) {
        int i = role.ordinal();
        if (ranks[i] != Integer.MAX_VALUE) {
            add(roleKeys[i], assembler.get(role), roleTypes[i]);
            assembler.set(role, null);
            ranks[i] = Integer.MAX_VALUE;
        }
    }

    /** Names as general as {@code source} or {@code version} mean our own columns only beside their siblings. */
    private void settle() {
        if (assembler.get(Role.EVENT_ID) == null) {
            demote(Role.SOURCE);
            demote(Role.SEQUENCE);
        }
        String operation = assembler.get(Role.OPERATION);
        boolean ours = operation != null
                && operation.toLowerCase(java.util.Locale.ROOT).matches("append|correct|retract");
        if (!ours) {
            demote(Role.OPERATION);
            demote(Role.CORRECTS);
            demote(Role.VERSION);
        }
    }

    /** The first row says whether the log has start times: the numbers of all events depend on it. */
    private void checkStart(long sequence) {
        boolean hasStart = assembler.get(Role.START) != null;
        if (sequence == 0 && hasStart) {
            startColumn = true;
        }
        if (hasStart && !startColumn) {
            fail(ErrorCode.BAD_VALUE, "it has a start time, but the first row of the log has none. Maybe set --start.");
        }
    }

    private long microsRoles() {
        long bits = 0;
        for (Role role : new Role[] {Role.TIME, Role.RECEIVED}) {
            int i = role.ordinal();
            if (ranks[i] != Integer.MAX_VALUE && roleKeys[i].endsWith("_micros")) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    private String raw() {
        return new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
    }
}
