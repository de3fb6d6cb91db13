package io.sojourn.api.access;

/**
 * How much may be asked.
 *
 * @param perMinute units of cost that a principal gets back in a minute
 * @param burst units that it can use at once, where it was quiet before
 * @param wrongTries wrong keys or tokens that an address may send in a minute
 */
public record Rates(int perMinute, int burst, int wrongTries) {
    private static final Rates DEFAULTS = new Rates(1_200, 600, 20);

    /** 1,200 units a minute, 600 at once, 20 wrong tries. */
    public static Rates defaults() {
        return DEFAULTS;
    }
}
