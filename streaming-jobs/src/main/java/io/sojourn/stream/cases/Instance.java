package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import java.util.Comparator;

/** An activity instance of an episode (rule 10); changes once, when it is completed. */
final class Instance {
    /** The order of handoffs: start, completion with the unfinished last, place of the first event. */
    static final Comparator<Instance> ORDER = Instance::compare;

    final long ordinal;
    final String activity;
    final String instance;
    final long startedAt;
    final String source;
    final long sequence;
    final Dimensions dimensions;
    Long completedAt;
    String resource;
    String kind;
    String team;
    /** Its row, while it may change. */
    Cell cell;
    /** The row of the handoff to it, while that may change. */
    Cell handoff;

    HandoffFold.Verdict verdict = HandoffFold.Verdict.NONE;

    Instance(long ordinal, Step first) {
        Event e = first.event();
        this.ordinal = ordinal;
        this.activity = e.activity();
        this.instance = e.instance();
        this.startedAt = e.timeMicros();
        this.source = e.source();
        this.sequence = e.sequence();
        this.dimensions = first.dimensions();
        this.resource = e.resource();
        this.kind = e.resourceKind();
        this.team = e.team();
    }

    private static int compare(Instance a, Instance b) {
        int order = Long.compare(a.startedAt, b.startedAt);
        if (order == 0) {
            order = Long.compare(completedOrLast(a), completedOrLast(b));
        }
        if (order == 0) {
            order = a.source.compareTo(b.source);
        }
        if (order == 0) {
            order = Long.compare(a.sequence, b.sequence);
        }
        return order == 0 ? Long.compare(a.ordinal, b.ordinal) : order;
    }

    private static long completedOrLast(Instance i) {
        return i.completedAt == null ? Long.MAX_VALUE : i.completedAt;
    }

    void complete(Event e) {
        completedAt = e.timeMicros();
        resource = resource == null ? e.resource() : resource;
        kind = kind == null ? e.resourceKind() : kind;
        team = team == null ? e.team() : team;
    }

    /** Done by a person: so said, or with a resource of unknown kind. */
    boolean isTouch() {
        return kind == null ? resource != null : kind.equals("person");
    }
}
