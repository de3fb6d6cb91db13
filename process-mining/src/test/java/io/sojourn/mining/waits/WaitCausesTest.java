package io.sojourn.mining.waits;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitCausesTest {
    private static final long HOUR = 3_600_000_000L;
    private static final int RANDOM_LOGS = 400;

    @Test
    void theSweepFindsWhatATickByTickReadingFinds() {
        String given = System.getProperty("sojourn.seed", "");
        long first = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
        System.out.println("-Dsojourn.seed=" + first);
        for (long seed = first; seed < first + (given.isEmpty() ? RANDOM_LOGS : 1); seed++) {
            Random random = new Random(seed);
            ActivityInstances read = ActivityInstances.of(log(random));
            WaitOptions options = new WaitOptions(
                    random.nextInt(4) == 0 ? Availability.always() : shifts(random.nextInt(20)),
                    external(random, read),
                    Duration.of(random.nextInt(4), ChronoUnit.MICROS),
                    random.nextInt(3) / 2.0);
            WaitCauses causes =
                    WaitCauses.of(read, random.nextBoolean() ? Concurrency.of(read) : Concurrency.none(read), options);
            WaitsByTick ticks = new WaitsByTick(causes.instances(), causes.enablement(), options);
            for (int i = 0; i < read.size(); i++) {
                long[] found = new long[Cause.values().length];
                for (Cause cause : Cause.values()) {
                    found[cause.ordinal()] = causes.wait(i, cause);
                }
                assertThat(found).as("seed %d, instance %d", seed, i).containsExactly(ticks.of(i));
            }
        }
    }

    /** Ten of every twenty ticks, from an offset on. */
    private static Availability shifts(int offset) {
        return (resource, micros) -> {
            long at = micros + offset + resource;
            return Math.floorDiv(at, 20L) * 10 + Math.min(10, Math.floorMod(at, 20L));
        };
    }

    private static ExternalWaits external(Random random, ActivityInstances of) {
        ExternalWaits.Builder external = new ExternalWaits.Builder(of);
        if (random.nextBoolean()) {
            for (int k = random.nextInt(6); k > 0; k--) {
                long from = random.nextInt(120);
                external.span(random.nextInt(of.cases()), from, from + random.nextInt(30));
            }
        }
        if (random.nextInt(4) == 0 && !of.resourceNames().isEmpty()) {
            external.resource(random.nextInt(of.resourceNames().size()));
        }
        return external.build();
    }

    private static EventLog log(Random random) {
        EventLogBuilder builder = new EventLogBuilder();
        boolean starts = random.nextInt(3) > 0;
        int cases = 1 + random.nextInt(6);
        for (int c = 0; c < cases; c++) {
            long at = random.nextInt(60);
            for (int k = 1 + random.nextInt(6); k > 0; k--) {
                String activity = "A" + random.nextInt(3);
                String resource = random.nextInt(8) == 0 ? null : "r" + random.nextInt(2);
                String team = random.nextInt(3) == 0 ? null : "t";
                at += random.nextInt(12);
                long end = at + random.nextInt(10);
                if (starts && random.nextInt(6) > 0) {
                    builder.add("c" + c, activity, "start", at, resource, team, "i" + k);
                    if (end - at > 4 && random.nextBoolean()) {
                        builder.add("c" + c, activity, "suspend", at + 1, resource, team, "i" + k);
                        builder.add("c" + c, activity, "resume", at + 3, resource, team, "i" + k);
                    }
                }
                builder.add("c" + c, activity, "complete", end, resource, team, "i" + k);
                at = random.nextInt(4) == 0 ? at : end;
            }
        }
        return builder.build();
    }

    @Test
    void workThatIsHeldBackForMoreOfItsKindIsABatch() {
        EventLogBuilder log = new EventLogBuilder();
        for (int c = 0; c < 3; c++) {
            log.add("c" + c, "Arrive", c * HOUR);
            work(log, "c" + c, "File", 10 * HOUR + c * HOUR / 4, 10 * HOUR + (c + 1) * HOUR / 4);
        }
        WaitCauses causes = causes(log.build());
        assertThat(causes.wait(1, Cause.BATCHING)).isEqualTo(2 * HOUR);
        assertThat(causes.wait(1, Cause.EXTRANEOUS)).isEqualTo(8 * HOUR);
        assertThat(causes.wait(5, Cause.BATCHING)).isZero();
        assertThat(causes.wait(5, Cause.CONTENTION)).isEqualTo(HOUR / 2);
    }

    @Test
    void aBacklogIsContentionAndWhoCameLaterButWasServedFirstIsPrioritised() {
        EventLogBuilder log = new EventLogBuilder();
        log.add("old", "Arrive", 0);
        log.add("early", "Arrive", HOUR);
        log.add("late", "Arrive", 2 * HOUR);
        work(log, "old", "Review", 0, 3 * HOUR);
        work(log, "late", "Review", 3 * HOUR, 4 * HOUR);
        work(log, "early", "Review", 4 * HOUR, 5 * HOUR);
        WaitCauses causes = causes(log.build());
        assertThat(causes.wait(3, Cause.CONTENTION)).isEqualTo(2 * HOUR);
        assertThat(causes.wait(3, Cause.PRIORITISATION)).isEqualTo(HOUR);
        assertThat(causes.wait(5, Cause.CONTENTION)).isEqualTo(HOUR);
        assertThat(causes.wait(5)).isEqualTo(HOUR);
    }

    @Test
    void nobodyIsTakenToWorkOnWhatAPayerHas() {
        EventLogBuilder log = new EventLogBuilder();
        log.add("a", "Submit", 0).add("a", "Answer", "complete", 9 * HOUR, "Ann", null, null);
        ActivityInstances read = ActivityInstances.of(log.build());
        ExternalWaits payer =
                new ExternalWaits.Builder(read).span(0, HOUR, 9 * HOUR).build();
        WaitCauses causes = WaitCauses.of(read, Concurrency.none(read), WaitOptions.of(Availability.always(), payer));
        assertThat(causes.wait(1))
                .as("the answer ends the stay: no work of ours is in it")
                .isEqualTo(9 * HOUR);
        assertThat(causes.wait(1, Cause.EXTERNAL_PARTY)).isEqualTo(8 * HOUR);
    }

    @Test
    void startsThatTheLogDoesNotHaveAreEstimatedAndMarked() {
        EventLogBuilder log = new EventLogBuilder();
        log.add("a", "Arrive", 0).add("b", "Arrive", 0);
        log.add("a", "Review", "complete", 2 * HOUR, "Ann", null, null);
        log.add("b", "Review", "complete", 5 * HOUR, "Ann", null, null);
        WaitCauses causes = causes(log.build());
        assertThat(causes.isEstimated(3)).isTrue();
        assertThat(causes.instances().starts()[3]).isEqualTo(2 * HOUR);
        assertThat(causes.wait(3, Cause.CONTENTION)).isEqualTo(2 * HOUR);
        assertThat(causes.wait(1)).isZero();
    }

    @Test
    void whoIsNotSeenForADayIsNotAvailable() {
        EventLogBuilder log = new EventLogBuilder();
        long day = 24 * HOUR;
        for (int d = 0; d < 14; d++) {
            if (d != 8) {
                for (int h = 9; h < 17; h++) {
                    work(log, "d" + d + "h" + h, "Review", d * day + h * HOUR, d * day + (h + 1) * HOUR - 1);
                }
            }
        }
        log.add("x", "Arrive", 8 * day + 9 * HOUR);
        work(log, "x", "File", 9 * day + 17 * HOUR, 9 * day + 18 * HOUR);
        ActivityInstances read = ActivityInstances.of(log.build());
        Availability seen = ObservedAvailability.of(read, ZoneOffset.UTC);
        WaitCauses causes = WaitCauses.of(read, Concurrency.none(read), WaitOptions.of(seen, ExternalWaits.none(read)));
        int x = read.size() - 1;
        assertThat(causes.wait(x, Cause.UNAVAILABILITY)).isEqualTo(24 * HOUR);
        assertThat(causes.wait(x, Cause.CONTENTION) + causes.wait(x, Cause.PRIORITISATION))
                .isBetween(8 * HOUR - 8, 8 * HOUR);
    }

    @Test
    void activitiesThatRunSideBySideDoNotWaitForEachOther() {
        EventLogBuilder log = new EventLogBuilder();
        for (int c = 0; c < 20; c++) {
            long at = c * 100 * HOUR;
            log.add("c" + c, "Arrive", at);
            log.add("c" + c, c % 2 == 0 ? "Notes" : "Images", at + HOUR);
            log.add("c" + c, c % 2 == 0 ? "Images" : "Notes", at + 2 * HOUR);
            log.add("c" + c, "Send", at + 3 * HOUR);
        }
        ActivityInstances read = ActivityInstances.of(log.build());
        Concurrency concurrency = Concurrency.of(read);
        int images = read.activityNames().indexOf("Images");
        int notes = read.activityNames().indexOf("Notes");
        assertThat(concurrency.isConcurrent(images, notes)).isTrue();
        assertThat(concurrency.isConcurrent(read.activityNames().indexOf("Send"), notes))
                .isFalse();
        assertThat(Enablement.of(read, concurrency).sources()).startsWith(-1, 0, 0, 2);
    }

    private static void work(EventLogBuilder log, String caseId, String activity, long from, long to) {
        log.add(caseId, activity, "start", from, "Ann", null, null);
        log.add(caseId, activity, "complete", to, "Ann", null, null);
    }

    private static WaitCauses causes(EventLog log) {
        ActivityInstances read = ActivityInstances.of(log);
        return WaitCauses.of(
                read, Concurrency.none(read), WaitOptions.of(Availability.always(), ExternalWaits.none(read)));
    }
}
