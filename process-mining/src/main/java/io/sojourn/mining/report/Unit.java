package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.flow.Wording;
import java.util.Locale;

/** How a figure of the document is shown. */
enum Unit {
    COUNT {
        @Override
        String shown(double value) {
            return Wording.count(Math.round(value));
        }
    },
    /** Seconds, in their largest handy unit. */
    SECONDS {
        @Override
        String shown(double value) {
            return Wording.duration(value);
        }
    },
    /** Seconds of working time. */
    WORKING {
        @Override
        String shown(double value) {
            return Wording.workingTime(value);
        }
    },
    /** Hours, in their largest handy unit. */
    HOURS {
        @Override
        String shown(double value) {
            return Wording.duration(value * SECONDS_AN_HOUR);
        }
    },
    /** Hours of a change: with their sign. */
    CHANGE {
        @Override
        String shown(double value) {
            return (value > 0 ? "+" : "") + HOURS.shown(value);
        }
    },
    /** Hours of many cases: in hours, however many. */
    TOTAL {
        @Override
        String shown(double value) {
            return NUMBER.shown(value) + " h";
        }
    },
    /** A share of one, in percent. */
    SHARE {
        @Override
        String shown(double value) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * value);
        }
    },
    /** A difference of two shares, in percentage points with its sign. */
    POINTS {
        @Override
        String shown(double value) {
            return String.format(Locale.ROOT, "%+.1f points", 100 * value);
        }
    },
    NUMBER {
        @Override
        String shown(double value) {
            return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.0f", value);
        }
    },
    /** A probability. */
    CHANCE {
        @Override
        String shown(double value) {
            return value < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
        }
    },
    SIZE {
        @Override
        String shown(double value) {
            return Wording.size((long) value);
        }
    },
    /** A name of the log; long ones are cut. */
    TEXT {
        @Override
        String shown(double value) {
            throw new IllegalStateException("a number as a text");
        }
    },
    /** A longer text; very long ones are cut. */
    WORDS {
        @Override
        String shown(double value) {
            throw new IllegalStateException("a number as a text");
        }
    };

    static final String NOTHING = "–";
    private static final double SECONDS_AN_HOUR = 3_600;

    abstract String shown(double value);

    /** A null or missing figure is a dash. */
    String shown(JsonNode figure) {
        if (figure.isMissingNode() || figure.isNull()) {
            return NOTHING;
        }
        if (isNumber()) {
            return shown(figure.asDouble());
        }
        return Names.cut(figure.asText(), this == TEXT ? Names.SHOWN : Names.TOOLTIP);
    }

    boolean isNumber() {
        return this != TEXT && this != WORDS;
    }
}
