package io.sojourn.event;

import java.io.Serializable;

/** A named, typed column. */
public record Column(String name, ColumnType type) implements Serializable {}
