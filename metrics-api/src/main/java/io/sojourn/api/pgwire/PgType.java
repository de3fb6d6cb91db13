package io.sojourn.api.pgwire;

import java.util.Locale;

/** The types of PostgreSQL that results and parameters have here, with their numbers in its catalog. */
enum PgType {
    BOOL(16, "bool", 1, 'B', "boolean"),
    NAME(19, "name", 64, 'S', "name"),
    INT8(20, "int8", 8, 'N', "bigint"),
    INT2(21, "int2", 2, 'N', "smallint"),
    INT4(23, "int4", 4, 'N', "integer"),
    TEXT(25, "text", -1, 'S', "text"),
    OID(26, "oid", 4, 'N', "oid"),
    FLOAT4(700, "float4", 4, 'N', "real"),
    FLOAT8(701, "float8", 8, 'N', "double precision"),
    UNKNOWN(705, "unknown", -2, 'X', "unknown"),
    BPCHAR(1042, "bpchar", -1, 'S', "character"),
    VARCHAR(1043, "varchar", -1, 'S', "character varying"),
    DATE(1082, "date", 4, 'D', "date"),
    TIME(1083, "time", 8, 'D', "time without time zone"),
    TIMESTAMP(1114, "timestamp", 8, 'D', "timestamp without time zone"),
    TIMESTAMPTZ(1184, "timestamptz", 8, 'D', "timestamp with time zone"),
    INTERVAL(1186, "interval", 16, 'T', "interval"),
    NUMERIC(1700, "numeric", -1, 'N', "numeric"),
    UUID(2950, "uuid", 16, 'U', "uuid");

    private final int oid;
    private final String word;
    private final int bytes;
    private final char category;
    private final String title;

    PgType(int oid, String word, int bytes, char category, String title) {
        this.oid = oid;
        this.word = word;
        this.bytes = bytes;
        this.category = category;
        this.title = title;
    }

    int oid() {
        return oid;
    }

    /** Its name in the catalog. */
    String word() {
        return word;
    }

    /** Bytes of a value; negative: they differ. */
    int bytes() {
        return bytes;
    }

    char category() {
        return category;
    }

    /** Its name in SQL. */
    String title() {
        return title;
    }

    /** The type of a number of the catalog; null: none of these. */
    static PgType of(int oid) {
        for (PgType type : values()) {
            if (type.oid == oid) {
                return type;
            }
        }
        return null;
    }

    /** What a DuckDB type is shown as. Instants are in UTC, and say so; lists and whatever else there is are text. */
    static PgType ofDuckDb(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        if (name.startsWith("DECIMAL(") && name.endsWith(")")) {
            return NUMERIC;
        }
        return switch (name) {
            case "BOOLEAN" -> BOOL;
            case "TINYINT", "UTINYINT", "SMALLINT" -> INT2;
            case "USMALLINT", "INTEGER" -> INT4;
            case "UINTEGER", "BIGINT" -> INT8;
            case "UBIGINT", "HUGEINT", "UHUGEINT" -> NUMERIC;
            case "FLOAT" -> FLOAT4;
            case "DOUBLE" -> FLOAT8;
            case "DATE" -> DATE;
            case "TIME" -> TIME;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" -> TIMESTAMPTZ;
            case "INTERVAL" -> INTERVAL;
            case "UUID" -> UUID;
            default -> TEXT;
        };
    }
}
