package io.sojourn.mining.dots;

/**
 * What a colour stands for.
 *
 * @param name of the activity or resource; null of those that share the last colour
 * @param names how many share it
 * @param events that have it, whether they are kept or not
 */
public record DotColour(String name, int names, long events) {}
