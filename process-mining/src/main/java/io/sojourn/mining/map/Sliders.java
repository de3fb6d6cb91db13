package io.sojourn.mining.map;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;

/**
 * How much of a map is shown, as {@link ProcessMap#simplified} says.
 *
 * @param activities percent of the activities, 0 to 100
 * @param paths percent of the paths, 0 to 100
 */
public record Sliders(int activities, int paths) {
    /** Paths that a picture has where nothing else is asked for. */
    public static final int USUAL_PATHS = 20;

    private static final int WHOLE = 100;

    public Sliders {
        check("activities", activities);
        check("paths", paths);
    }

    /** The whole map. */
    public static Sliders all() {
        return new Sliders(WHOLE, WHOLE);
    }

    /** All activities, and the strongest fifth of the paths: what can be read at a glance. */
    public static Sliders usual() {
        return new Sliders(WHOLE, USUAL_PATHS);
    }

    /** A share of a number, rounded up. */
    static int share(int percent, int number) {
        return (int) (((long) percent * number + WHOLE - 1) / WHOLE);
    }

    private static void check(String name, int percent) {
        if (percent < 0 || percent > WHOLE) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    name + " " + percent + " is not a share in percent.",
                    "Maybe a whole number from 0 (the least that is connected) to 100 (all).");
        }
    }
}
