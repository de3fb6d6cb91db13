package io.sojourn.api.staffing;

/**
 * Keeps a signal from flickering: how often in a row the gap was large, or small, and whether a signal is open.
 *
 * @param large evaluations in a row with a gap of at least {@link StaffingOptions#openGap()}
 * @param small evaluations in a row with a gap of at most {@link StaffingOptions#closeGap()}
 */
record Hysteresis(int large, int small, boolean open) {
    static final Hysteresis QUIET = new Hysteresis(0, 0, false);

    Hysteresis next(double gap, StaffingOptions options) {
        int nowLarge = gap >= options.openGap() ? large + 1 : 0;
        int nowSmall = gap <= options.closeGap() ? small + 1 : 0;
        boolean nowOpen = open ? nowSmall < options.closeAfter() : nowLarge >= options.openAfter();
        return nowOpen == open ? new Hysteresis(nowLarge, nowSmall, open) : new Hysteresis(0, 0, nowOpen);
    }
}
