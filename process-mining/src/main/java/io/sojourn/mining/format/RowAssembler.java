package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.Operation;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Makes a checked {@link LogRow} of the texts that a reader has found for each role, or says what is wrong with them. */
final class RowAssembler {
    private static final int SHOWN_VALUE = 120;
    private static final Role[] ROLES = Role.values();

    private final String fileName;
    private final Supplier<String> source;
    private final String unit;
    private final TimeReader times;
    private final TimeReader micros = TimeReader.micros();
    private final LogRow row = new LogRow();
    private final String[] texts = new String[Role.values().length];
    private String lastLifecycle;
    private String lastLifecycleLower;
    private ErrorCode code;
    private String trouble;

    /** @param unit what a position is in messages: {@code line}, {@code event}, {@code row} */
    RowAssembler(StoredFile file, String unit, ReadOptions options) {
        this(file.name(), file::sha256, unit, options);
    }

    /**
     * @param fileName for messages
     * @param source of rejected rows that name none
     */
    RowAssembler(String fileName, Supplier<String> source, String unit, ReadOptions options) {
        this.fileName = fileName;
        this.source = source;
        this.unit = unit;
        this.times = TimeReader.of(options);
    }

    /** Forgets the row before. */
    void clear() {
        Arrays.fill(texts, null);
    }

    void set(Role role, String text) {
        texts[role.ordinal()] = text == null || text.isEmpty() ? null : text;
    }

    String get(Role role) {
        return texts[role.ordinal()];
    }

    /**
     * Checks the row and gives it to the handler, as a row or as rejected.
     *
     * @param microsRoles bit set of the roles whose texts are microseconds, whatever the time format
     */
    void finish(
            RowHandler handler,
            long position,
            long sequence,
            boolean startColumn,
            long microsRoles,
            Attributes attributes,
            Supplier<String> raw) {
        code = null;
        row.position = position;
        row.sequence = sequence;
        row.startColumn = startColumn;
        row.attributes = attributes;
        if (fillTexts() && fillOperation() && fillTimes(microsRoles) && fillIdentity()) {
            handler.row(row);
        } else {
            reject(handler, position, code, trouble, raw);
        }
    }

    /** Hands over a row that is refused. */
    void reject(RowHandler handler, long position, ErrorCode code, String trouble, Supplier<String> raw) {
        handler.rejected(new RejectedRow(
                get(Role.SOURCE) == null ? source.get() : get(Role.SOURCE),
                position,
                code,
                fileName + " " + unit + " " + position + ": " + trouble,
                get(Role.CASE),
                get(Role.EVENT_ID),
                RawText.kept(raw.get())));
    }

    private boolean fail(ErrorCode code, String trouble) {
        this.code = code;
        this.trouble = trouble;
        return false;
    }

    private boolean fillTexts() {
        for (Role role : ROLES) {
            String text = texts[role.ordinal()];
            if (text != null && text.length() > Limits.TEXT_LENGTH) {
                return fail(
                        ErrorCode.OVER_LIMIT,
                        role.word() + " has " + text.length() + " characters, the limit is " + Limits.TEXT_LENGTH
                                + ".");
            }
        }
        row.caseId = get(Role.CASE);
        row.activity = get(Role.ACTIVITY);
        row.lifecycle = lifecycle(get(Role.LIFECYCLE));
        row.resource = get(Role.RESOURCE);
        row.resourceKind = get(Role.RESOURCE_KIND);
        row.team = get(Role.TEAM);
        row.queue = get(Role.QUEUE);
        row.outcome = get(Role.OUTCOME);
        row.exception = get(Role.EXCEPTION);
        row.reason = get(Role.REASON);
        row.instance = get(Role.INSTANCE);
        row.related = get(Role.RELATED);
        return row.caseId != null || fail(ErrorCode.MISSING_VALUE, "the case id is missing.");
    }

    private String lifecycle(String text) {
        if (text == null) {
            return "complete";
        }
        if (!text.equals(lastLifecycle)) {
            lastLifecycle = text;
            lastLifecycleLower = text.toLowerCase(Locale.ROOT);
        }
        return lastLifecycleLower;
    }

    private boolean fillOperation() {
        String word = get(Role.OPERATION);
        row.operation = Operation.APPEND;
        row.corrects = null;
        row.version = 0;
        if (word != null && !word.equalsIgnoreCase("append")) {
            return fillCorrection(word);
        }
        return row.activity != null || fail(ErrorCode.MISSING_VALUE, "the activity is missing.");
    }

    private boolean fillCorrection(String word) {
        if (word.equalsIgnoreCase("correct")) {
            row.operation = Operation.CORRECT;
        } else if (word.equalsIgnoreCase("retract")) {
            row.operation = Operation.RETRACT;
        } else {
            return fail(
                    ErrorCode.BAD_VALUE,
                    "operation " + shown(word) + " is unknown. Maybe use append, correct or retract.");
        }
        row.corrects = get(Role.CORRECTS);
        if (row.corrects == null) {
            return fail(ErrorCode.MISSING_VALUE, "a row that is to " + word + " names no event in corrects.");
        }
        Long version = wholeNumber(get(Role.VERSION));
        if (version == null || version < 1 || version > Integer.MAX_VALUE) {
            return fail(ErrorCode.BAD_VALUE, "version " + shown(get(Role.VERSION)) + " is no whole number from 1.");
        }
        row.version = version.intValue();
        return row.activity != null
                || row.operation == Operation.RETRACT
                || fail(ErrorCode.MISSING_VALUE, "the activity is missing.");
    }

    private boolean fillTimes(long microsRoles) {
        String time = get(Role.TIME);
        if (time == null) {
            return fail(ErrorCode.MISSING_VALUE, "the time is missing.");
        }
        row.timeMicros = time(Role.TIME, time, microsRoles);
        String start = get(Role.START);
        row.startMicros = start == null ? LogRow.NO_TIME : time(Role.START, start, microsRoles);
        String received = get(Role.RECEIVED);
        row.receivedMicros = received == null ? 0 : time(Role.RECEIVED, received, microsRoles);
        return code == null;
    }

    private long time(Role role, String text, long microsRoles) {
        TimeReader reader = (microsRoles >> role.ordinal() & 1) == 1 ? micros : times;
        long value = reader.parse(text);
        if (value == IsoTime.BAD) {
            fail(
                    ErrorCode.BAD_VALUE,
                    role.word() + " " + shown(text) + " is not " + reader.format() + ". Maybe set --time-format.");
        } else if (value < Limits.MIN_TIME_MICROS || value >= Limits.MAX_TIME_MICROS) {
            fail(
                    ErrorCode.OVER_LIMIT,
                    role.word() + " " + shown(text) + " is not between 1970-01-01 and 2100-01-01 UTC.");
        }
        return value;
    }

    private boolean fillIdentity() {
        row.eventId = get(Role.EVENT_ID);
        row.source = get(Role.SOURCE);
        String sequence = get(Role.SEQUENCE);
        if (sequence != null) {
            Long number = wholeNumber(sequence);
            if (number == null) {
                return fail(ErrorCode.BAD_VALUE, "sequence " + shown(sequence) + " is no whole number.");
            }
            row.sequence = number;
        }
        return true;
    }

    private static Long wholeNumber(String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A value in quotes, shortened for a message. */
    static String shown(String value) {
        if (value == null) {
            return "(none)";
        }
        String flat = value.replaceAll("\\p{Cntrl}", " ");
        return flat.length() <= SHOWN_VALUE ? '"' + flat + '"' : '"' + flat.substring(0, SHOWN_VALUE) + "…\"";
    }
}
