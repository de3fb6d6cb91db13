package io.sojourn.stream.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The cases that were touched lately. States are written back to Flink before each checkpoint, and when a case makes
 * room for another: between, an event costs no access to the state backend.
 */
final class OpenCases {
    /** Flink's state of the current key. */
    interface Backend {
        /** The state of a key, or null. */
        CaseState load(String key) throws Exception;

        void save(String key, CaseState state) throws Exception;
    }

    private final int largest;
    private final Backend backend;
    private final CaseTable cases = new CaseTable();
    private List<OpenCase> untold = new ArrayList<>();
    private final List<OpenCase> dirty = new ArrayList<>();
    private long period;

    OpenCases(int largest, Backend backend) {
        this.largest = largest;
        this.backend = backend;
    }

    /** The case that was touched lately, with its state as of this period; or null. */
    OpenCase find(String process, String caseId) throws Exception {
        OpenCase c = cases.find(process, caseId);
        if (c != null && c.period != period) {
            // A checkpoint may be reading the state that Flink has: it gives a copy then.
            CaseState kept = backend.load(c.key);
            c.state = kept == null ? c.state : kept;
            c.period = period;
        }
        return c;
    }

    /** Reads a case's state, or makes one. */
    OpenCase open(String key, int group, CaseState fresh) throws Exception {
        OpenCase c = new OpenCase(key, group);
        CaseState kept = backend.load(key);
        c.state = kept == null ? fresh : kept;
        c.period = period;
        cases.add(c);
        return c;
    }

    /** The case's state has changed. */
    void changed(OpenCase c) {
        if (!c.dirty) {
            c.dirty = true;
            dirty.add(c);
        }
    }

    /** The case's facts may have changed. */
    void markUntold(OpenCase c) {
        if (!c.untold) {
            c.untold = true;
            untold.add(c);
        }
    }

    int untoldCount() {
        return untold.size();
    }

    /** Gives each case with untold changes once; from then on they count as told. */
    void takeUntold(Consumer<OpenCase> tell) {
        List<OpenCase> taken = untold;
        untold = new ArrayList<>();
        for (OpenCase c : taken) {
            c.untold = false;
            tell.accept(c);
        }
    }

    /** Gives all changed states to Flink; what is touched from now on belongs to the next period. */
    void saveAll() throws Exception {
        for (OpenCase c : dirty) {
            save(c);
        }
        dirty.clear();
        period++;
    }

    private void save(OpenCase c) throws Exception {
        if (c.dirty) {
            c.dirty = false;
            // It may stay as it is for weeks: then a fifth of the memory of all cases would be room for events to come.
            c.state.appended.trim();
            backend.save(c.key, c.state);
        }
    }

    /** Forgets the cases that were not touched for longest; only after all were told. */
    void trim() throws Exception {
        if (cases.size() <= largest) {
            return;
        }
        while (cases.size() > largest - largest / 8) {
            save(cases.takeUntouched());
        }
        dirty.removeIf(c -> !c.dirty);
    }
}
