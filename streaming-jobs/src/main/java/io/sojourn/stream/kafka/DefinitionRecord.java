package io.sojourn.stream.kafka;

/**
 * A record of the topic of definitions, as it came.
 *
 * @param key or null
 * @param value or null
 */
record DefinitionRecord(long offset, byte[] key, byte[] value) {}
