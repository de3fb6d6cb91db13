package io.sojourn.mining.waits;

/** How a resource takes up one activity: counts of instances. */
final class Habit {
    private int atOnce;
    private int freeBefore;
    private int idleOnDutyBefore;

    /** One that was begun at once after it was ready. */
    void addAtOnce() {
        atOnce++;
    }

    /** One that was ready while its resource was not at work, and was begun later. */
    void addLater(boolean onDuty) {
        freeBefore++;
        idleOnDutyBefore += onDuty ? 1 : 0;
    }

    boolean mayCollect() {
        return freeBefore > 0 && atOnce <= freeBefore;
    }

    boolean collectsOnDuty() {
        return idleOnDutyBefore > 0 && atOnce <= idleOnDutyBefore;
    }
}
