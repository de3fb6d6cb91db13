package io.sojourn.definition;

import java.io.Serializable;
import java.util.List;

/** A number over time and dimensions. Optional parts are null. */
public sealed interface Measure extends Serializable {
    /** Key in the definition. */
    String name();

    /** Shown to people. */
    String title();

    /** Dimensions that it is split by; the others are {@code (all)} in its panes. */
    List<String> by();

    /** What it should be, or null. */
    Target target();

    /**
     * Numerator and denominator: events (or closed cases) where {@code of} is true, and those of them where {@code
     * share} is true.
     */
    record Share(
            String name, String title, boolean perCase, Expression share, Expression of, List<String> by, Target target)
            implements Measure {}

    /** How many events (or closed cases) fulfil {@code count}. */
    record Count(String name, String title, boolean perCase, Expression count, List<String> by, Target target)
            implements Measure {}

    /**
     * Mean of a number over the events where {@code of} is true and the number is not null; the numerator is in
     * millionths: floor(value * 1e6 + 0.5). A value of 9e9 or more (either sign) is not counted.
     */
    record Average(String name, String title, Expression average, Expression of, List<String> by, Target target)
            implements Measure {}

    /**
     * Time from each {@code from} event to the first {@code to} event strictly after it in the same episode; counted
     * at the {@code to} event, in microseconds; without one it is censored.
     */
    record Duration(
            String name, String title, Expression from, Expression to, String unit, List<String> by, Target target)
            implements Measure {}

    /**
     * Numerator and denominator: closed cases where {@code of} is true, and those of them that are followed by a related
     * case (or, {@code inverted}, that are not). Counted when the time to follow has run out; see docs/concepts/formulas.md.
     */
    record Followed(
            String name, String title, Expression of, FollowRule rule, boolean inverted, List<String> by, Target target)
            implements Measure {}

    /** A bound on the measure: {@code <= 0.08}. The value is in the measure's unit. */
    record Target(String operator, double value) implements Serializable {}
}
