package io.sojourn.definition;

import java.io.Serializable;

/**
 * A SQL expression of a definition, with its place.
 *
 * @param text as written
 * @param index its number in the definition, from 0 in order of appearance: the key to its compiled forms
 * @param path where it stands, e.g. {@code queues.payer_decision.enter}
 * @param line line in the YAML text, from 1
 * @param column column in the YAML text, from 1
 */
public record Expression(String text, int index, String path, int line, int column) implements Serializable {}
