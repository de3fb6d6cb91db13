package io.sojourn.mining.truth;

/** One step of one case, with what the log doesn't tell of it. */
final class Task {
    final int caseIndex;
    final int step;
    final Team team;
    final boolean urgent;
    final long enabled;
    long externalUntil;
    long batchedUntil;
    long queued;
    long start;
    long end;
    Person person;

    Task(int caseIndex, int step, Team team, boolean urgent, long enabled) {
        this.caseIndex = caseIndex;
        this.step = step;
        this.team = team;
        this.urgent = urgent;
        this.enabled = enabled;
        this.externalUntil = enabled;
        this.batchedUntil = enabled;
    }
}
