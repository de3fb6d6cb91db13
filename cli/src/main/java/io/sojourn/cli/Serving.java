package io.sojourn.cli;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.sojourn.api.ApiOptions;
import io.sojourn.api.ApiServer;
import io.sojourn.api.JobFigure;
import io.sojourn.api.access.Access;
import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.pgwire.PgServer;
import io.sojourn.api.resources.Health;
import io.sojourn.api.sql.SqlGateway;
import io.sojourn.api.sql.SqlOptions;
import io.sojourn.api.store.RepairLoop;
import io.sojourn.api.store.Store;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.metrics.JobMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The API and the page over a data folder, with its queries and staffing signals, for as long as the command lives. */
final class Serving implements AutoCloseable {
    private final DataFolder data;
    private final SqlGateway sql;
    private final Queries queries;
    private final StaffingLoop staffing;
    private final RepairLoop repairs;
    private final Access access;
    private final Supplier<Processes> processes;
    private final ApiServer server;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private PgServer front;
    private volatile Health health;
    private volatile Supplier<List<JobFigure>> more = List::of;

    private Serving(
            DataFolder data,
            Store store,
            int port,
            Health health,
            Delivery delivery,
            AccessArguments access,
            CaseIds ids,
            Ingest ingest,
            DefinitionDesk desk) {
        this.data = data;
        this.health = health;
        this.access = access.open(data);
        this.queries = Queries.over(data, store);
        this.processes = store::processes;
        this.sql = new SqlGateway(
                SqlOptions.in(data.root().resolve("snapshots")).withArchive(data.archive()), queries.snapshots());
        this.staffing = StaffingLoop.start(store, delivery);
        this.repairs = RepairLoop.start(store);
        this.server = ApiServer.start(
                ApiOptions.defaults()
                        .withHost(Options.host(System.getenv()))
                        .withPort(port)
                        .withAccess(this.access)
                        .withCaseIds(ids),
                store,
                () -> this.health,
                new GatewayRunner(sql),
                staffing::documents,
                ingest,
                desk);
        server.showJob(this::figures);
        RunningServer.announce(data, server.port(), this.access);
    }

    private List<JobFigure> figures() {
        List<JobFigure> all = new ArrayList<>(more.get());
        JobMetrics.figures().forEach(f -> all.add(new JobFigure(f.name(), f.help(), f.counter(), f.value())));
        return all;
    }

    /** Shows further figures beside the job's. */
    void show(Supplier<List<JobFigure>> figures) {
        more = figures;
    }

    static Serving start(
            DataFolder data,
            Store store,
            int port,
            double speed,
            Delivery delivery,
            AccessArguments access,
            CaseIds ids) {
        Health health = new Health(
                Health.Status.STARTING, Health.Mode.REPLAY, speed > 0 ? speed : null, null, null, Instant.now());
        return new Serving(data, store, port, health, delivery, access, ids, null, null);
    }

    /** Serves a live deployment, which takes events and definitions. */
    static Serving live(
            DataFolder data,
            Store store,
            int port,
            Delivery delivery,
            AccessArguments access,
            CaseIds ids,
            Ingest ingest,
            DefinitionDesk desk,
            Instant now) {
        Health health = new Health(Health.Status.OK, Health.Mode.LIVE, null, null, null, now);
        return new Serving(data, store, port, health, delivery, access, ids, ingest, desk);
    }

    /** Shows further figures at {@code /metrics}. */
    void addMetrics(MultiCollector more) {
        server.addMetrics(more);
    }

    /** Answers SQL in PostgreSQL's protocol too, where a port is given for it. */
    void answer(SqlPort port, Terminal terminal) {
        front = port.open(sql, processes, access);
        if (front != null) {
            terminal.say("SQL for psql, Grafana, Metabase, DBeaver: 127.0.0.1:%d, database sojourn.", front.port());
        }
    }

    String address() {
        return (access.tls() == null ? "http" : "https") + "://localhost:" + server.port();
    }

    void health(Health now) {
        health = now;
    }

    /** What keeps events from coming in; null: nothing. */
    void trouble(SojournException e) {
        health = e == null ? health.with(Health.Status.OK, null) : health.with(Health.Status.STALE, e.fullMessage());
    }

    /** A replay goes on. */
    void replaying(long events, long total) {
        // The last event counts as done when all is stored.
        long done = Math.min(events, total - 1);
        health = new Health(Health.Status.OK, Health.Mode.REPLAY, health.speed(), done, total, health.startedAt());
    }

    /** All is stored: nothing more comes. */
    void stored() {
        health = new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, health.startedAt());
    }

    /** Says where the page is, and who is let in, while something else goes on. */
    void tell(Terminal terminal) {
        terminal.say("What is there so far: %s", address());
        sayWhoIsLetIn(terminal);
    }

    /** Waits for Ctrl-C. */
    void await(Terminal terminal) {
        await(terminal, () -> {});
    }

    /**
     * Waits for Ctrl-C.
     *
     * @param check is called each second, and throws when what is served can't go on
     */
    void await(Terminal terminal, Runnable check) {
        terminal.say("Serving %s at %s. Ctrl-C stops it.", data.root(), address());
        sayWhoIsLetIn(terminal);
        Stopping.onSignal(stopped::countDown);
        try {
            while (!stopped.await(1, TimeUnit.SECONDS)) {
                check.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayWhoIsLetIn(Terminal terminal) {
        if (!access.isAsked()) {
            terminal.say(
                    "Nobody is asked for a key: whoever can use this machine sees everything (sojourn key --help).");
            return;
        }
        // Where it isn't read by a person, it would be kept in a log; and who has rules has keys.
        boolean isShown = terminal.isInteractive() && !access.hasRules();
        terminal.say("Sign in with the key of this run: %s", isShown ? access.folderKey() : "in " + data.server());
        if (!access.hasRules()) {
            terminal.say("Keys for others: sojourn key create NAME --policy viewer --data %s", data.root());
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(data.server());
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't remove " + data.server(), null, e);
        } finally {
            server.close();
            if (front != null) {
                front.close();
            }
            access.close();
            repairs.close();
            staffing.close();
            sql.close();
            queries.close();
        }
    }
}
