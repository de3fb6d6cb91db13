package io.sojourn.api.resources;

import io.sojourn.definition.Measure;

/** What a measure's sums mean: how they become figures that people read. */
enum MeasureKind {
    SHARE,
    COUNT,
    AVERAGE,
    DURATION;

    private static final double MILLIONTHS = 1e6;

    static MeasureKind of(Measure measure) {
        if (measure instanceof Measure.Share || measure instanceof Measure.Followed) {
            return SHARE;
        }
        if (measure instanceof Measure.Count) {
            return COUNT;
        }
        return measure instanceof Measure.Average ? AVERAGE : DURATION;
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** By what a pane's numerator is divided. */
    double scale(String unit) {
        return switch (this) {
            case SHARE, COUNT -> 1;
            case AVERAGE -> MILLIONTHS;
            case DURATION -> microsOf(unit);
        };
    }

    private static double microsOf(String unit) {
        return switch (unit == null ? "hours" : unit) {
            case "seconds" -> 1e6;
            case "minutes" -> 60e6;
            case "days" -> 86_400e6;
            default -> 3_600e6;
        };
    }
}
