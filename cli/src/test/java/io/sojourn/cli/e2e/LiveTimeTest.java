package io.sojourn.cli.e2e;

import static io.sojourn.cli.e2e.LiveDeployment.awaitEvents;
import static io.sojourn.cli.e2e.LiveDeployment.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the clock alone brings about in {@code sojourn live}, and what comes too late. */
class LiveTimeTest {
    private static final String DEFINITION =
            """
            process: live
            attributes: {payer: text}
            dimensions: [payer]
            close: activity = 'DONE'
            lateness: 2s
            queues:
              work: {enter: activity = 'NEW', leave: activity = 'DONE', ages: [1s, 5s]}
            slas:
              quick: {start: activity = 'NEW', stop: activity = 'DONE', within: 4s, at_risk: 50%}
              slow: {start: activity = 'NEW', stop: activity = 'DONE', within: 30s, at_risk: 90%}
            """;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration DELAY = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    /** One clock as it is now, with as_of; null while it isn't stored. */
    private static JsonNode clock(JsonNode slas, String list, String sla) {
        return StreamSupport.stream(slas.get(list).spliterator(), false)
                .filter(c -> c.get("sla").asText().equals(sla))
                .findFirst()
                .orElse(null);
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(node.get(name).asText());
    }

    /** Two seconds, and as many times that as there is more work than twice the processors can do: then all waits for its turn. */
    private static Duration delay() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double share = machine.getSystemLoadAverage() / (2.0 * machine.getAvailableProcessors());
        return DELAY.multipliedBy(Math.max(1, (long) Math.ceil(share)));
    }

    /** Waits until a clock is in a state; its data is of two seconds after it was due to be at most. */
    private static void awaitState(
            ChildProcess live, Api api, String list, String sla, String state, String due, Instant notBefore) {
        JsonNode[] seen = new JsonNode[2];
        live.awaitThat(sla + " is " + state, () -> {
            seen[0] = api.get("slas");
            seen[1] = clock(seen[0], list, sla);
            return seen[1] != null && seen[1].get("state").asText().equals(state);
        });
        Instant dueAt = instant(seen[1], due);
        Instant from = dueAt.isBefore(notBefore) ? notBefore : dueAt;
        Instant asOf = instant(seen[0], "as_of");
        System.out.printf(
                "%s %s: %d ms by the data, %d ms by the clock%n",
                sla,
                state,
                Duration.between(from, asOf).toMillis(),
                Duration.between(from, Instant.now()).toMillis());
        // A commit may hold facts of cases as of one tick, and as_of of the tick before (decision 16).
        assertThat(asOf).as("as_of when %s is %s", sla, state).isBetween(dueAt.minus(TICK), from.plus(delay()));
    }

    @Test
    void deadlinesPassInSilenceWithinTwoSecondsAlsoAfterARestart() throws Exception {
        LiveDeployment deployment = new LiveDeployment(folder, DEFINITION);
        Instant slowAtRiskAt;
        try (ChildProcess live = deployment.start()) {
            Api api = live.api();
            deployment.post(api, event("a", "e1", "NEW", Instant.now()));
            awaitState(live, api, "clocks", "quick", "at_risk", "at_risk_at", Instant.MIN);
            awaitState(live, api, "breaches", "quick", "breached", "due_at", Instant.MIN);
            JsonNode slow = clock(api.get("slas"), "clocks", "slow");
            assertThat(slow.get("state").asText()).isEqualTo("running");
            slowAtRiskAt = instant(slow, "at_risk_at");
            live.kill();
        }
        try (ChildProcess live = deployment.start()) {
            Api api = live.api();
            Instant restarted = Instant.now();
            if (restarted.isBefore(slowAtRiskAt.minusSeconds(5))) {
                awaitState(live, api, "clocks", "slow", "at_risk", "at_risk_at", restarted);
            } // else the machine is so slow that the three seconds of being at risk may be over before anybody can look
            awaitState(live, api, "breaches", "slow", "breached", "due_at", restarted);
            assertThat(api.verify().get("clean").asBoolean()).isTrue();
            assertThat(live.stop()).isIn(0, 143);
        }
        assertThat(Said.by("verify", "--data", deployment.data().toString()).code())
                .isZero();
    }

    @Test
    void whatComesTooLateIsRepairedWhileItRunsAndEveryVerificationUnderLoadIsClean() throws Exception {
        LiveDeployment deployment = new LiveDeployment(folder, DEFINITION);
        AtomicBoolean stopping = new AtomicBoolean();
        try (ChildProcess live = deployment.start()) {
            Api api = live.api();
            Instant earlier = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
            deployment.post(api, event("a", "a1", "NEW", earlier), event("a", "a3", "DONE", earlier.plusSeconds(60)));
            awaitEvents(live, api, 2);
            live.awaitThat("the case has left", () -> api.figure("sojourn_open_cases") == 0);
            deployment.post(
                    api,
                    event("a", "a2", "WORK", earlier.plusSeconds(30)),
                    // The case goes on: what is repaired stays open, and owes something to the clock.
                    event("a", "a4", "NEW", Instant.now().plusSeconds(60)));
            Thread load = new Thread(() -> load(deployment, api, stopping));
            load.start();
            live.awaitThat("the late event is repaired", () -> api.figure("sojourn_repair_cases_total") >= 1);
            assertThat(api.figure("sojourn_events_late_total")).isGreaterThanOrEqualTo(1);
            for (int i = 0; i < 5; i++) {
                JsonNode report = api.verify();
                assertThat(report.get("clean").asBoolean())
                        .as(report.toString())
                        .isTrue();
            }
            stopping.set(true);
            load.join();
            assertThat(api.number("SELECT count(*) FROM events WHERE late")).isGreaterThanOrEqualTo(1);
            assertThat(live.stop()).isIn(0, 143);
        } finally {
            stopping.set(true);
        }
        Said said = Said.by("verify", "--data", deployment.data().toString());
        assertThat(said.code()).as(said.all()).isZero();
    }

    /** New cases, a few at a time, each of which is closed at its second event. */
    private static void load(LiveDeployment deployment, Api api, AtomicBoolean stopping) {
        for (int n = 0; !stopping.get(); n++) {
            Instant now = Instant.now();
            try {
                deployment.post(
                        api,
                        event("l" + n, "n" + n, "NEW", now),
                        event("l" + (n - 3), "d" + n, "DONE", now),
                        event("l" + (n - 40), "w" + n, "WORK", now));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
