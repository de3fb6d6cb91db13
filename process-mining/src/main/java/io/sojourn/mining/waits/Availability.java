package io.sojourn.mining.waits;

import io.sojourn.calendar.WorkCalendar;

/** When resources are on duty. */
public interface Availability {
    /** Microseconds on duty in (-infinity, micros), up to a constant of the resource; never falls. */
    long worked(int resource, long micros);

    /** Everybody, at any time. */
    static Availability always() {
        return (resource, micros) -> micros;
    }

    /** Everybody by one calendar. */
    static Availability of(WorkCalendar calendar) {
        return (resource, micros) -> calendar.worked(micros);
    }
}
