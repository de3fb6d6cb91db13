package io.sojourn.stream.cases;

import io.sojourn.event.Event;
import java.util.Comparator;

/** An activity instance of an episode (rule 10); changes once, when it is completed. */
final class Instance {
    /** The order of handoffs: start, completion with the unfinished last, place of the first event. */
    static final Comparator<Instance> ORDER = Comparator.<Instance>comparingLong(i -> i.startedAt)
            .thenComparingLong(i -> i.completedAt == null ? Long.MAX_VALUE : i.completedAt)
            .thenComparing(i -> i.source)
            .thenComparingLong(i -> i.sequence)
            .thenComparingLong(i -> i.ordinal);

    final long ordinal;
    final String activity;
    final String instance;
    final long startedAt;
    final String source;
    final long sequence;
    final String[] dimensions;
    Long completedAt;
    String resource;
    String kind;
    String team;

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
