package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.mining.flow.VariantClasses;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.truth.PlantedLog;
import io.sojourn.mining.truth.PlantedProcess;
import io.sojourn.mining.truth.Plants;
import io.sojourn.mining.truth.Setting;
import io.sojourn.mining.waits.Cause;
import io.sojourn.mining.waits.WaitCauses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BottleneckVariantsTest {
    private static final long HOUR = 3_600_000_000L;
    private static final double NEAR = 1e-9;

    private static WaitCauses waits;
    private static List<BottleneckVariant> found;

    @BeforeAll
    static void find() {
        waits = waits();
        found = found(waits, BottleneckOptions.defaults());
    }

    private static WaitCauses waits() {
        PlantedLog planted = PlantedProcess.simulate(Setting.usual(1_500, Plants.random(6, 11)), 11);
        return PlantedTruth.waits(planted);
    }

    private static List<BottleneckVariant> found(WaitCauses waits, BottleneckOptions options) {
        return new BottleneckVariants(waits, new Places(waits), BottleneckVariants.classes(waits), options).find();
    }

    @Test
    void structureAndSpeedAddUpToTheExcessAndSoDoTheCauses() {
        assertThat(found).hasSizeGreaterThan(5);
        for (BottleneckVariant v : found) {
            double mean = v.times() * v.hoursATime();
            double ofPeers = v.peerTimes() * v.peerHoursATime();
            assertThat(v.split().excess()).isCloseTo(mean - ofPeers, within(NEAR));
            assertThat(v.split().structure() + v.split().speed())
                    .isCloseTo(v.split().excess(), within(NEAR));
            assertThat(v.causes().values().stream().mapToDouble(x -> x).sum())
                    .isCloseTo(v.split().excess(), within(NEAR));
            assertThat(v.intervals().excess().contains(v.split().excess())).isTrue();
            assertThat(v.shrunkExcess()).isBetween(0.0, v.split().excess());
            assertThat(v.q()).isBetween(v.p(), 0.05);
        }
    }

    /** The same figures by looking at one case after the other. */
    @Test
    void figuresAreThoseOfTheCases() {
        VariantClasses classes = BottleneckVariants.classes(waits);
        for (BottleneckVariant v : found) {
            Set<List<String>> slow = new HashSet<>();
            found.stream().filter(f -> f.place().equals(v.place())).forEach(f -> slow.add(f.activities()));
            double[] own = new double[3];
            double[] peers = new double[3];
            for (int c = 0; c < waits.instances().cases(); c++) {
                List<String> activities = classes.activities(classes.of(c));
                double[] totals = totals(c, v.place());
                boolean isOwn = activities.equals(v.activities());
                if (totals[1] > 0 && (isOwn || !slow.contains(activities))) {
                    for (int k = 0; k < totals.length; k++) {
                        (isOwn ? own : peers)[k] += totals[k];
                    }
                }
            }
            assertThat(v.cases()).isEqualTo((int) own[0]);
            assertThat(v.peers()).isEqualTo((int) peers[0]);
            assertThat(v.times()).isCloseTo(own[1] / own[0], within(NEAR));
            assertThat(v.peerTimes()).isCloseTo(peers[1] / peers[0], within(NEAR));
            assertThat(v.hoursATime()).isCloseTo(own[2] / own[1] / HOUR, within(1e-6));
            assertThat(v.peerHoursATime()).isCloseTo(peers[2] / peers[1] / HOUR, within(1e-6));
        }
    }

    /** 1, times and microseconds of a case at a place. */
    private double[] totals(int c, Place place) {
        List<String> names = waits.instances().activityNames();
        double[] totals = {1, 0, 0};
        for (int i = waits.instances().caseOffsets()[c]; i < waits.instances().caseOffsets()[c + 1]; i++) {
            int source = waits.enablement().sources()[i];
            if (source >= 0
                    && names.get(waits.instances().activities()[i]).equals(place.activity())
                    && (place.source() == null
                            || names.get(waits.instances().activities()[source]).equals(place.source()))) {
                totals[1]++;
                totals[2] += waits.wait(i);
            }
        }
        return totals;
    }

    @Test
    void equalLogsGiveEqualResults() {
        assertThat(found(waits(), BottleneckOptions.defaults())).isEqualTo(found);
    }

    @Test
    void aLogDoubledDoublesTheHoursButNotTheExcess() {
        EventLog once = log(1);
        BottleneckVariant single = Bottlenecks.of(once, BottleneckOptions.defaults())
                .bottlenecks()
                .get(0)
                .main();
        BottleneckVariant twice = Bottlenecks.of(log(2), BottleneckOptions.defaults())
                .bottlenecks()
                .get(0)
                .main();
        assertThat(twice.split().excess()).isCloseTo(single.split().excess(), within(NEAR));
        assertThat(twice.load().hoursAMonth())
                .isCloseTo(
                        2 * single.load().hoursAMonth(),
                        within(1e-6 * single.load().hoursAMonth()));
    }

    /** 40 cases without and 40 with an extra step, which then wait five hours longer for the last one. */
    private static EventLog log(int copies) {
        EventLogBuilder log = new EventLogBuilder();
        Random random = new Random(5);
        for (int c = 0; c < 80; c++) {
            long at = c * 10L * HOUR;
            long wait = (long) (random.nextDouble() * HOUR);
            for (int copy = 0; copy < copies; copy++) {
                String id = c + "-" + copy;
                log.add(id, "Ask", at)
                        .add(id, "Check", at + HOUR)
                        .add(id, "Decide", at + 2 * HOUR + wait + c % 2 * 5 * HOUR);
                log.add(id, c % 2 == 0 ? "Grant" : "Refuse", at + 20 * HOUR);
            }
        }
        return log.build();
    }

    @Test
    void anOptionalStepIsNoBottleneckByItself() {
        EventLogBuilder log = new EventLogBuilder();
        Random random = new Random(3);
        for (int c = 0; c < 400; c++) {
            long at = c * HOUR;
            log.add("c" + c, "Ask", at);
            if (c % 2 == 0) {
                at += 100 * HOUR + random.nextInt(1_000);
                log.add("c" + c, "Consult", at);
            }
            log.add("c" + c, "Decide", at + HOUR + random.nextInt(1_000_000));
        }
        assertThat(Bottlenecks.of(log.build(), BottleneckOptions.defaults()).bottlenecks())
                .isEmpty();
    }

    @Test
    void theLoadIsHoursCasesAndPeople() {
        for (BottleneckVariant v : found) {
            double months = Units.months(Period.of(waits.instances()).micros());
            assertThat(v.load().casesAMonth()).isCloseTo(v.cases() / months, within(NEAR));
            assertThat(v.load().hoursAMonth()).isCloseTo(v.split().excess() * v.cases() / months, within(1e-6));
            assertThat(v.load().standing())
                    .isCloseTo(
                            v.split().excess()
                                    * v.cases()
                                    / Units.hours(Period.of(waits.instances()).micros()),
                            within(1e-6));
            assertThat(v.load().people() > 0).isEqualTo(v.times() > v.peerTimes());
        }
    }

    @Test
    void eachTroubleIsToldOnce() {
        List<Bottleneck> troubles = Troubles.of(found);
        List<BottleneckVariant> told = new ArrayList<>();
        for (Bottleneck b : troubles) {
            told.add(b.main());
            told.addAll(b.also());
            assertThat(b.also())
                    .allSatisfy(also -> assertThat(found.indexOf(also)).isGreaterThan(found.indexOf(b.main())));
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(found);
        assertThat(troubles).hasSizeLessThan(found.size());
    }

    @Test
    void whatHasMostOfAWaitIsItsMainCause() {
        assertThat(found.stream().map(BottleneckVariant::mainCause))
                .contains(Cause.EXTERNAL_PARTY, Cause.BATCHING, Cause.UNAVAILABILITY);
    }
}
