package io.sojourn.api;

import io.sojourn.api.resources.Health;
import io.sojourn.api.resources.QueryResult;
import io.sojourn.api.store.BatchFacts;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.fact.Result;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A store that random events flow into, in the order of their times, with a server over it. */
final class FlowingStore implements AutoCloseable {
    /** With clocks that pause and are extended, so that what is due is not the same at every instant. */
    static final CompiledDefinition DEFINITION = Definitions.compile(
            "flowing.yaml",
            """
            process: authorization
            timezone: America/New_York
            attributes: {payer: text}
            dimensions: [payer]
            close: activity = 'DECIDED'
            close_after: 3d
            lateness: 1h
            queues:
              intake: {enter: "activity = 'SUBMITTED'", leave: "activity = 'REVIEWED'", ages: [8h, 24h]}
            handoffs: {between: team}
            slas:
              standard:
                start: activity = 'SUBMITTED'
                stop: activity = 'DECIDED'
                pause: activity = 'ASKED'
                resume: activity = 'REVIEWED'
                extend: {when: "activity = 'REVIEWED'", by: 6h}
                within: 24h
                at_risk: 75%
            measures:
              denial_rate: {share: "outcome = 'DENIED'", of: "activity = 'DECIDED'", by: [payer]}
              turnaround: {from: "activity = 'SUBMITTED'", to: "activity = 'DECIDED'", unit: hours, by: [payer]}
              long_way: {per: case, share: "touches > 2", of: "events > 1"}
            cms_0057:
              payer: payer
              received: activity = 'SUBMITTED'
              standard: team <> 'team 2'
              expedited: team = 'team 2'
              decided: activity = 'DECIDED'
              approved: outcome = 'APPROVED'
              denied: outcome = 'DENIED'
              extended: activity = 'ASKED'
              appeal_decided: activity = 'REVIEWED'
              overturned: team = 'team 1'
              pas: {requested: "activity = 'ASKED'", answered: "activity = 'REVIEWED'", method: "'x12'"}
            """);

    /** An event. */
    record Event(String caseId, int n, String activity, long time) {
        Result result() {
            return BatchFacts.event(caseId, n, activity, time, false);
        }

        boolean isDenied() {
            return activity.equals("DECIDED") && n % 2 == 0;
        }

        String payer() {
            return "payer " + caseId.length() % 2;
        }
    }

    final Store store;
    final Asking asking;
    private final ApiServer server;
    private final List<Event> waiting;

    FlowingStore(Path dir, List<Event> events) {
        waiting = new ArrayList<>(events);
        waiting.sort(Comparator.comparingLong(Event::time)
                .thenComparing(Event::caseId)
                .thenComparing(Event::n));
        store = Store.open(dir, DEFINITION, new StoreOptions(512, 2, 10_000, Duration.ofMillis(5)));
        Health health = new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, Instant.EPOCH);
        server = ApiServer.start(
                ApiOptions.defaults().withPort(0),
                store,
                () -> health,
                sql -> new QueryResult(List.of(), List.of(), false, 1, sql),
                List::of);
        asking = new Asking(server.port());
    }

    /** Random cases within some days; times are whole minutes, and some are equal. */
    static List<Event> events(Random random, int cases) {
        List<Event> events = new ArrayList<>();
        for (int c = 0; c < cases; c++) {
            long time = Samples.NOON + random.nextInt(100) * Samples.HOUR;
            int length = 1 + random.nextInt(6);
            for (int n = 1; n <= length; n++) {
                String activity =
                        List.of("SUBMITTED", "REVIEWED", "ASKED", "DECIDED").get(random.nextInt(4));
                events.add(new Event("case-" + c, n, activity, time));
                time += random.nextInt(40) * Samples.HOUR / 4;
            }
        }
        return events;
    }

    /** Stores the events up to an instant, and what the batch engine makes of all of them as of it. */
    void flowTo(long asOf) throws SQLException {
        List<Result> next = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.get(0).time() <= asOf) {
            next.add(waiting.remove(0).result());
        }
        store.accept(next);
        store.flush();
        store.accept(BatchFacts.of(DEFINITION, store, "main.events", asOf));
        store.accept(Samples.asOf(1, asOf));
        store.flush();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
