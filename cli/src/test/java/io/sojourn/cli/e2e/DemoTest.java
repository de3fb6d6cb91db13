package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.cli.Sojourn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sojourn demo} as a person uses it: start, look, stop, start again. */
class DemoTest {
    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private ChildProcess demo(String run) {
        return ChildProcess.sojourn(
                folder.resolve(run), ("demo --port 0 --speed 600 --history-days 3 --data " + data()).split(" "));
    }

    private static long open(Api api) {
        JsonNode queues = api.get("queues").get("queues");
        return StreamSupport.stream(queues.spliterator(), false)
                .mapToLong(q -> q.get("open").asLong())
                .sum();
    }

    /** The simulator's sequence is dense from 1: nothing may be lost or doubled (a row may come a moment later). */
    private static void awaitDense(ChildProcess demo, Api api) {
        demo.awaitThat("no event is lost or doubled", () -> {
            JsonNode row = api.sql(
                            "SELECT count(*), count(DISTINCT sequence), min(sequence), max(sequence) FROM events")
                    .get(0);
            long events = row.get(0).asLong();
            assertThat(row.get(1).asLong()).as("distinct events").isEqualTo(events);
            return row.get(2).asLong() == 1 && row.get(3).asLong() == events;
        });
    }

    /** A demo that has shown its address has numbers already, and its clock goes on. */
    private static Api live(ChildProcess demo) {
        Api api = demo.api();
        assertThat(api.asksForKey()).isFalse();
        assertThat(open(api)).isPositive();
        JsonNode health = api.get("health");
        assertThat(health.get("status").asText()).isEqualTo("ok");
        assertThat(health.get("mode").asText()).isEqualTo("live");
        assertThat(health.get("speed").asDouble()).isEqualTo(600);
        Instant then = api.asOf();
        demo.awaitThat("as_of moves on", () -> api.asOf().isAfter(then));
        demo.awaitThat("the job's figures are shown", () -> JobFigures.areShown(api));
        return api;
    }

    private static void stop(ChildProcess demo) {
        // 143: ended by SIGTERM, as the shell says it.
        assertThat(demo.stop()).as(demo.standardError()).isIn(0, 143);
        assertThat(demo.standardError()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void stoppedAndStartedAgainTheDemoGoesOn() {
        Instant asOf;
        long events;
        try (ChildProcess demo = demo("first")) {
            Api api = live(demo);
            long before = api.get("health").get("events").asLong();
            demo.awaitThat(
                    "events come in", () -> api.get("health").get("events").asLong() > before);
            awaitDense(demo, api);
            asOf = api.asOf();
            events = api.get("health").get("events").asLong();
            stop(demo);
        }
        assertThat(data().resolve("server.json")).doesNotExist();
        try (ChildProcess demo = demo("second")) {
            Api api = live(demo);
            assertThat(api.asOf()).isAfterOrEqualTo(asOf);
            assertThat(api.get("health").get("events").asLong()).isGreaterThanOrEqualTo(events);
            awaitDense(demo, api);
            stop(demo);
        }
        assertThat(Sojourn.execute("verify", "--data", data().toString())).isZero();
    }

    @Test
    void killedTheDemoLeavesNothingRunningAndGoesOnAfterwards() {
        Instant asOf;
        try (ChildProcess demo = demo("killed")) {
            Api api = live(demo);
            asOf = api.asOf();
            demo.kill();
        }
        try (ChildProcess demo = demo("again")) {
            Api api = live(demo);
            // The store may be behind the last answer by what was not committed; the clock makes that good.
            demo.awaitThat("as_of is where it was", () -> !api.asOf().isBefore(asOf));
            awaitDense(demo, api);
            stop(demo);
        }
        assertThat(Sojourn.execute("verify", "--data", data().toString())).isZero();
    }
}
