package io.sojourn.definition;

import java.io.Serializable;

/**
 * What a word in front of a related case means.
 *
 * @param name the word, as in {@code referral:REF-17}
 * @param process the process that the related case is a run of
 */
public record RelationRule(String name, String process) implements Serializable {}
