package io.sojourn.api.sql;

/** A column of a result: its name and its DuckDB type. */
public record ColumnInfo(String name, String type) {}
