package io.sojourn.api.mining;

import java.util.function.Function;

/**
 * What is asked about a log.
 *
 * @param key questions with equal keys have equal answers about one log
 * @param answer computes it; may take long
 */
record Question(Object key, Function<StoredLog, byte[]> answer) {}
