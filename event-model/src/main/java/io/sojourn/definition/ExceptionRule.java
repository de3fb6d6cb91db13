package io.sojourn.definition;

import java.io.Serializable;

/**
 * Which events are exceptions.
 *
 * @param when condition on an event
 * @param category text expression that names the category
 */
public record ExceptionRule(Expression when, Expression category) implements Serializable {}
