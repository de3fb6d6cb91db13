package io.sojourn.mining.flow;

import java.util.List;

/**
 * The cases that do the same, loops cut short.
 *
 * @param steps activities in order; a block that is repeated twice or more stands once with a plus, as {@link Loops#words} says
 * @param cases how many
 */
public record VariantClass(List<String> steps, long cases) {}
