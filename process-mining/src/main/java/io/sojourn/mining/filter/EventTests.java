package io.sojourn.mining.filter;

import io.sojourn.mining.log.EventLog;
import java.util.List;

/** Several tests of one event, ready for one log. */
final class EventTests {
    private final ColumnTest[] tests;
    private final boolean[] wantsMissing;

    private EventTests(ColumnTest[] tests, boolean[] wantsMissing) {
        this.tests = tests;
        this.wantsMissing = wantsMissing;
    }

    static EventTests of(List<ValueTest> tests, EventLog log) {
        ColumnTest[] ready = tests.stream().map(t -> ColumnTest.of(t, log)).toArray(ColumnTest[]::new);
        boolean[] missing = new boolean[ready.length];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = tests.get(i) instanceof ValueTest.Missing;
        }
        return new EventTests(ready, missing);
    }

    /** True when the event passes all of them. By its and its case's place in the log. */
    boolean pass(int event, int caseInLog) {
        for (int i = 0; i < tests.length; i++) {
            boolean passes =
                    wantsMissing[i] ? !tests[i].isPresent(event, caseInLog) : tests[i].passes(event, caseInLog);
            if (!passes) {
                return false;
            }
        }
        return true;
    }
}
