package io.sojourn.stream.cases;

import io.sojourn.stream.wire.PackedEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;

/** Events of processes that aren't known yet: they wait for their definition, as keyed state. */
final class EventsAhead {
    /** Sets the key that state is of. */
    interface Keys {
        void set(String key);
    }

    /** Takes one event. */
    interface Taker {
        void take(PackedEvent e) throws Exception;
    }

    private final ListState<PackedEvent> state;
    private final Keys keys;

    EventsAhead(ListState<PackedEvent> state, Keys keys) {
        this.state = state;
        this.keys = keys;
    }

    void add(PackedEvent e) throws Exception {
        keys.set(e.key());
        state.add(e);
    }

    /**
     * Gives out, in the order in which they came, those of the processes that are known by now.
     *
     * @param all keys with events ahead
     */
    void takeKnown(List<String> all, Plans plans, Taker taker) throws Exception {
        for (String key : all) {
            if (plans.knows(PackedEvent.process(key))) {
                keys.set(key);
                List<PackedEvent> events = new ArrayList<>();
                state.get().forEach(events::add);
                state.clear();
                for (PackedEvent e : events) {
                    taker.take(e);
                }
            }
        }
    }
}
