package io.sojourn.stream.cases;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.stream.wire.EventBytes;
import io.sojourn.stream.wire.PackedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The versions of definitions that a job follows. Of those that come while it runs, the cases that they take over are folded anew,
 * one after another. A version of a process whose first one is still to come waits for it.
 */
final class Adopter {
    /** What holds the cases. */
    interface Host {
        OpenCase opened(String key) throws Exception;

        /** A case as its writer of now has it, by the plans that it was folded by. */
        void touched(OpenCase c, Plans before) throws Exception;

        /** Tells and saves all cases; gives their keys. */
        List<String> settled() throws Exception;

        /** Other plans hold from now on. */
        void begun(Plans plans) throws Exception;
    }

    private final Host host;
    private final CaseKeeper keeper;
    private final EventBytes bytes;
    private final List<DefinitionVersion> waiting;
    private Plans plans;
    private Adoption adoption;

    /**
     * @param plans what the state was made by
     * @param come versions that came since, or are known
     */
    Adopter(Host host, CaseKeeper keeper, EventBytes bytes, Plans plans, Collection<DefinitionVersion> come) {
        this.host = host;
        this.keeper = keeper;
        this.bytes = bytes;
        this.plans = plans;
        this.waiting = new ArrayList<>(come);
    }

    /** What events are folded by now. */
    Plans plans() {
        return plans;
    }

    void add(DefinitionVersion version) {
        waiting.add(version);
    }

    /** True while there are cases to look at; begins with the versions that have come. */
    boolean isAdopting() throws Exception {
        forgetWhatIsDone();
        if (adoption == null && !waiting.isEmpty()) {
            begin();
        }
        return adoption != null;
    }

    private void forgetWhatIsDone() {
        if (adoption != null && adoption.isDone()) {
            adoption = null;
        }
    }

    private void begin() throws Exception {
        Plans next = withWhatHasCome();
        if (next == plans) {
            return;
        }
        Plans before = plans;
        List<String> affected = host.settled().stream()
                .filter(key -> before.differIn(PackedEvent.process(key), next))
                .toList();
        adoption = new Adoption(before, affected);
        plans = next;
        forgetWhatIsDone();
        host.begun(next);
    }

    private Plans withWhatHasCome() {
        Plans next = plans;
        int before;
        do {
            before = waiting.size();
            for (DefinitionVersion v : waiting) {
                next = next.with(v);
            }
            waiting.removeIf(next::isKnown);
        } while (waiting.size() < before);
        return next;
    }

    /** Looks at the next case; true if it was folded anew. */
    boolean next() throws Exception {
        return takeOver(host.opened(adoption.next()));
    }

    /** Folds a case anew now, if it is one of those that are still to be looked at. */
    void lookAt(OpenCase c) throws Exception {
        if (adoption != null && adoption.takes(c.key)) {
            takeOver(c);
        }
    }

    private boolean takeOver(OpenCase c) throws Exception {
        long first = c.firstTime(bytes);
        Plan plan = plans.at(c.process, first);
        if (plan == adoption.before().at(c.process, first)) {
            return false;
        }
        host.touched(c, adoption.before());
        keeper.move(c, plan);
        return true;
    }
}
