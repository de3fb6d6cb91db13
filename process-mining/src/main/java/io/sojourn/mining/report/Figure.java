package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A figure of the document: where it is, and how it is shown.
 *
 * @param pointer JSON pointer into the document
 * @param whole JSON pointer to what it is shown as a share of; or null
 * @param unit how it is shown; of a share, {@link Unit#SHARE}
 * @param noun what is counted, in the singular; or null
 */
record Figure(String pointer, String whole, Unit unit, String noun) {
    /**
     * By its words in a {@link Sentence}: {@code key unit}, {@code key count noun}, or {@code key of key}.
     *
     * @param base what a key without a leading slash is in
     */
    static Figure parse(String base, String words) {
        String[] parts = words.split(" ", 3);
        String pointer = pointer(base, parts[0]);
        if (parts[1].equals("of")) {
            return new Figure(pointer, pointer(base, parts[2]), Unit.SHARE, null);
        }
        Unit unit = Unit.valueOf(parts[1].toUpperCase(Locale.ROOT));
        return new Figure(pointer, null, unit, parts.length > 2 ? parts[2] : null);
    }

    private static String pointer(String base, String key) {
        return key.startsWith("/") ? key : base + "/" + key;
    }

    String shown(JsonNode document) {
        JsonNode figure = document.at(pointer);
        if (whole != null) {
            double of = document.at(whole).asDouble();
            return figure.isNumber() && of != 0 ? unit.shown(figure.asDouble() / of) : Unit.NOTHING;
        }
        return unit.shown(figure) + (noun == null ? "" : " " + plural(figure.asLong()));
    }

    private String plural(long count) {
        if (count == 1) {
            return noun;
        }
        return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** True of what has a number to compare with the document. */
    boolean isNumber() {
        return unit.isNumber();
    }
}
