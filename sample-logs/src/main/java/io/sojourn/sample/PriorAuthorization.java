package io.sojourn.sample;

import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sample process: its definition and the columns of its events. */
public final class PriorAuthorization {
    /** Name of the process. */
    public static final String PROCESS = "prior-authorization";
    /** Name of the definition's file. */
    public static final String FILE_NAME = "prior-authorization.yaml";
    /** The source that all simulated events carry. */
    public static final String SOURCE = "prior-auth-simulator";
    /** Attributes in the definition's order. */
    public static final List<Column> ATTRIBUTES = List.of(
            new Column("payer_class", ColumnType.TEXT),
            new Column("payer", ColumnType.TEXT),
            new Column("service_line", ColumnType.TEXT),
            new Column("facility", ColumnType.TEXT),
            new Column("urgency", ColumnType.TEXT),
            new Column("channel", ColumnType.TEXT),
            new Column("documents", ColumnType.INTEGER),
            new Column("confidence", ColumnType.NUMBER),
            new Column("amount", ColumnType.NUMBER),
            new Column("gold_card", ColumnType.BOOLEAN),
            new Column("service_date", ColumnType.TIME));

    static final int PAYER_CLASS = 0;
    static final int PAYER = 1;
    static final int SERVICE_LINE = 2;
    static final int FACILITY = 3;
    static final int URGENCY = 4;
    static final int CHANNEL = 5;
    static final int DOCUMENTS = 6;
    static final int CONFIDENCE = 7;
    static final int AMOUNT = 8;
    static final int GOLD_CARD = 9;
    static final int SERVICE_DATE = 10;

    private PriorAuthorization() {}

    /** The YAML text of the definition. */
    public static String definitionText() {
        try (InputStream in = PriorAuthorization.class.getResourceAsStream(FILE_NAME)) {
            if (in == null) {
                throw new SojournException(ErrorCode.BROKEN, FILE_NAME + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, FILE_NAME + " can't be read", null, e);
        }
    }
}
