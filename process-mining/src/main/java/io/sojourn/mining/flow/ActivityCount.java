package io.sojourn.mining.flow;

/** An activity and how many events (or cases) have it. */
public record ActivityCount(String activity, long count) {}
