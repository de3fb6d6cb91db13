package io.sojourn.sample;

import io.sojourn.event.Event;
import io.sojourn.event.Operation;
import java.util.ArrayDeque;

/** Writes what happens as events, in the order in which it happens: ids and sequence are dense from 1. */
final class Recorder {
    private final ArrayDeque<Event> ready = new ArrayDeque<>();
    private final Agenda agenda;
    private long sequence;
    private long lastTime;

    Recorder(Agenda agenda) {
        this.agenda = agenda;
    }

    Note note(Request request, String activity, String lifecycle) {
        return new Note(request, activity, lifecycle);
    }

    /** An activity that takes no time. */
    Note note(Request request, String activity) {
        return new Note(request, activity, "complete");
    }

    Event poll() {
        return ready.poll();
    }

    boolean hasEvents() {
        return !ready.isEmpty();
    }

    long lastTime() {
        return lastTime;
    }

    long written() {
        return sequence;
    }

    /** An event in the making. */
    final class Note {
        private final Request request;
        private final String activity;
        private final String lifecycle;
        private String resource;
        private String kind;
        private String team;
        private String queue;
        private String outcome;
        private String exception;
        private String reason;
        private String instance;
        private String related;
        private final Object[] attributes = new Object[PriorAuthorization.ATTRIBUTES.size()];

        private Note(Request request, String activity, String lifecycle) {
            this.request = request;
            this.activity = activity;
            this.lifecycle = lifecycle;
        }

        Note by(String resource, String kind) {
            this.resource = resource;
            this.kind = kind;
            return this;
        }

        Note team(String name) {
            team = name;
            return this;
        }

        Note queue(String name) {
            queue = name;
            return this;
        }

        Note outcome(String word) {
            outcome = word;
            return this;
        }

        Note exception(String category) {
            exception = category;
            return this;
        }

        Note reason(String code) {
            reason = code;
            return this;
        }

        Note instance(String name) {
            instance = name;
            return this;
        }

        Note related(String cases) {
            related = cases;
            return this;
        }

        Note set(int attribute, Object value) {
            attributes[attribute] = value;
            return this;
        }

        void write() {
            sequence++;
            lastTime = agenda.now();
            ready.add(new Event(
                    PriorAuthorization.PROCESS,
                    request.caseId,
                    "E" + sequence,
                    PriorAuthorization.SOURCE,
                    sequence,
                    Operation.APPEND,
                    null,
                    0,
                    activity,
                    lifecycle,
                    lastTime,
                    resource,
                    kind,
                    team,
                    queue,
                    outcome,
                    exception,
                    reason,
                    instance,
                    related,
                    0,
                    attributes));
        }
    }
}
