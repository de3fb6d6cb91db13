package io.sojourn.mining.report;

import io.sojourn.mining.log.EventLog;

/** Names of a log as the page shows them: whole, or cut where they are long; the list of activities has them whole. */
final class Names {
    /** Characters of a name in a sentence or a table. */
    static final int SHOWN = 60;
    /** Characters of a name in a tooltip. */
    static final int TOOLTIP = 400;

    private Names() {}

    static String cut(String name) {
        return cut(name, SHOWN);
    }

    /** The first characters of a name and an ellipsis, where it is longer. */
    static String cut(String name, int most) {
        String known = name.equals(EventLog.MISSING) ? "(unknown)" : name;
        return known.codePointCount(0, known.length()) <= most
                ? known
                : known.substring(0, known.offsetByCodePoints(0, most - 1)) + "…";
    }

    static boolean isCut(String name) {
        return name.codePointCount(0, name.length()) > SHOWN;
    }
}
