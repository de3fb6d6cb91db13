package io.sojourn.sample;

import io.sojourn.sample.Truth.Decision;
import io.sojourn.sample.Truth.Handoff;
import io.sojourn.sample.Truth.HandoffTotals;
import io.sojourn.sample.Truth.Rate;
import io.sojourn.sample.Truth.Stay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the world writes down what happens, for {@link Truth}: told by its objects, not read from events. */
final class Ledger {
    /** A request in a queue. */
    static final class OpenStay {
        final int queue;
        final Stay stay;

        OpenStay(int queue, Stay stay) {
            this.queue = queue;
            this.stay = stay;
        }
    }

    /** Someone's work on a request, from begin to completion; {@code next} is the work that began after it. */
    static final class Instance {
        final String team;
        final long startedAt;
        final int episode;
        long completedAt = -1;
        Instance next;

        Instance(String team, long startedAt, int episode) {
            this.team = team;
            this.startedAt = startedAt;
            this.episode = episode;
        }
    }

    static final int ENTERED = 0;
    static final int LEFT = 1;
    static final int CLOSED = 2;
    static final int WAITED = 3;

    final Recorder recorder;
    final Troubles troubles;
    final List<LinkedHashSet<OpenStay>> open = new ArrayList<>();
    final LinkedHashSet<Clock> clocks = new LinkedHashSet<>();
    final long[][] queueTotals = new long[Truth.QUEUES.size()][4];
    final Map<String, HandoffTotals> handoffs = new TreeMap<>();
    final Map<String, Rate> rates = new TreeMap<>();
    final Map<String, Long> exceptions = new TreeMap<>();
    final long[][] deadlines = new long[Deadline.Rule.values().length][Deadline.State.values().length];
    final Map<String, Long> worked = new TreeMap<>();
    final Map<String, Integer> people = new TreeMap<>();
    long arrived;
    long closed;
    private final TruthListener listener;

    Ledger(TruthListener listener, Recorder recorder, Troubles troubles) {
        this.listener = listener;
        this.recorder = recorder;
        this.troubles = troubles;
        Truth.QUEUES.forEach(q -> open.add(new LinkedHashSet<>()));
    }

    void enter(Request request, String queue, String instance, long t) {
        int q = Truth.QUEUES.indexOf(queue);
        int ordinal = ++request.stayOrdinals[q];
        OpenStay stay =
                new OpenStay(q, new Stay(request.caseId, request.episode, queue, ordinal, instance, t, null, null));
        request.stays.add(stay);
        open.get(q).add(stay);
        queueTotals[q][ENTERED]++;
    }

    void leave(Request request, String queue, String instance, long t) {
        for (OpenStay o : request.stays) {
            if (o.stay.queue().equals(queue) && java.util.Objects.equals(o.stay.instance(), instance)) {
                request.stays.remove(o);
                queueTotals[o.queue][LEFT]++;
                end(o, t, "left");
                return;
            }
        }
        throw new IllegalStateException(request.caseId + " is not in " + queue);
    }

    private void end(OpenStay o, long t, String how) {
        open.get(o.queue).remove(o);
        Stay s = o.stay;
        queueTotals[o.queue][WAITED] += t - s.enteredAt();
        listener.stay(new Stay(s.caseId(), s.episode(), s.queue(), s.ordinal(), s.instance(), s.enteredAt(), t, how));
    }

    Instance begin(Request request, String team, long t) {
        Instance instance = new Instance(team, t, request.episode);
        Instance before = request.lastInstance;
        request.lastInstance = instance;
        if (before != null) {
            before.next = instance;
            if (before.completedAt >= 0) {
                pass(request, before, instance);
            }
        }
        return instance;
    }

    void complete(Request request, Instance instance, long t) {
        instance.completedAt = t;
        if (instance.next != null) {
            pass(request, instance, instance.next);
        }
    }

    /** Work that takes no time. */
    void instant(Request request, String team, long t) {
        complete(request, begin(request, team, t), t);
    }

    private void pass(Request request, Instance from, Instance to) {
        if (from.team == null || to.team == null || from.team.equals(to.team)) {
            return;
        }
        long delay = to.startedAt - from.completedAt;
        handoffs.merge(
                from.team + ">" + to.team,
                new HandoffTotals(1, delay, delay < 0 ? 1 : 0),
                (a, b) -> new HandoffTotals(
                        a.count() + b.count(), a.delayMicros() + b.delayMicros(), a.negative() + b.negative()));
        listener.handoff(new Handoff(request.caseId, from.episode, from.team, to.team, from.completedAt, to.startedAt));
    }

    void worked(Person p, long from, long to) {
        worked.merge(p.team.name, to - from, Long::sum);
    }

    void exception(String category) {
        exceptions.merge(category, 1L, Long::sum);
    }

    void rate(String name, boolean hit) {
        rates.put(name, rates.getOrDefault(name, new Rate(0, 0)).plus(hit));
    }

    void decision(Decision d) {
        boolean denied = d.outcome().equals("DENIED");
        rate("denial", denied);
        rate("denial:" + d.payerClass(), denied);
        if (d.ordinal() == 1) {
            rate("first_denial:" + d.payerClass(), denied);
        }
        listener.decision(d);
    }

    void start(Request request, Deadline.Rule rule, long t) {
        if (request.clocks[rule.ordinal()] == null) {
            Clock clock = new Clock(request, rule, ++request.clockOrdinals[rule.ordinal()], t);
            request.clocks[rule.ordinal()] = clock;
            clocks.add(clock);
        }
    }

    void stop(Request request, Deadline.Rule rule, long t) {
        Clock clock = request.clocks[rule.ordinal()];
        if (clock != null) {
            end(request, clock, clock.stop(t));
        }
    }

    void pause(Request request, Deadline.Rule rule, long t) {
        Clock clock = request.clocks[rule.ordinal()];
        if (clock != null) {
            clock.pause(t);
        }
    }

    void resume(Request request, Deadline.Rule rule, long t) {
        Clock clock = request.clocks[rule.ordinal()];
        if (clock != null) {
            clock.resume(t);
        }
    }

    void extend(Request request, Deadline.Rule rule, long t, long by) {
        Clock clock = request.clocks[rule.ordinal()];
        if (clock != null) {
            clock.extend(t, by);
        }
    }

    private void end(Request request, Clock clock, Deadline deadline) {
        request.clocks[clock.rule.ordinal()] = null;
        clocks.remove(clock);
        deadlines[deadline.rule().ordinal()][deadline.state().ordinal()]++;
        listener.deadline(deadline);
    }

    /** The request closes: its stays and deadlines end. */
    void close(Request request, long t) {
        closed++;
        if (request.submitted) {
            rate("first_pass", request.infoRequests == 0 && request.incompletes == 0);
        }
        for (OpenStay o : List.copyOf(request.stays)) {
            request.stays.remove(o);
            queueTotals[o.queue][CLOSED]++;
            end(o, t, "closed");
        }
        for (Clock clock : request.clocks.clone()) {
            if (clock != null) {
                end(request, clock, clock.close(t));
            }
        }
    }
}
