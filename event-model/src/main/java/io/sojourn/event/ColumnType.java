package io.sojourn.event;

/** Type of a column, in definitions, expressions and the store; with its Java class and DuckDB type. */
public enum ColumnType {
    /** Unicode text, compared by code point. Java {@link String}. */
    TEXT("VARCHAR"),
    /** 64-bit integer. Java {@link Long}. */
    INTEGER("BIGINT"),
    /** IEEE 754 double. Java {@link Double}. */
    NUMBER("DOUBLE"),
    /** True or false. Java {@link Boolean}. */
    BOOLEAN("BOOLEAN"),
    /** An instant, UTC. Java {@link Long}: microseconds since 1970. */
    TIME("TIMESTAMP");

    private final String duckdb;

    ColumnType(String duckdb) {
        this.duckdb = duckdb;
    }

    /** The DuckDB type that stores it. */
    public String duckdb() {
        return duckdb;
    }

    /** The word used in definitions: {@code text, integer, number, boolean, time}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
