package io.sojourn.mining.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.mining.flow.RandomLogs;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SlidersTest {
    private static final int[] PERCENT = {0, 1, 9, 30, 50, 77, 99, 100};

    /** Cases of a few activities each, of up to twenty: some common, some rare, with loops. */
    private static EventLog log(SplittableRandom random) {
        EventLogBuilder log = new EventLogBuilder();
        int activities = random.nextInt(1, 20);
        int cases = random.nextInt(1, 40);
        for (int c = 0; c < cases; c++) {
            int at = random.nextInt(activities);
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                log.add("c" + c, "a" + at, i);
                at = random.nextInt(3) == 0 ? random.nextInt(activities) : (at * 7 + 1) % activities;
            }
        }
        return log.build();
    }

    private static ProcessMap whole(SplittableRandom random) {
        return ProcessMap.of(log(random), MapOptions.defaults());
    }

    @Test
    void everyActivityIsOnAWayFromTheBeginningToTheEndAndASliderMovedUpOnlyAdds() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(61));
        for (int round = 0; round < 150; round++) {
            ProcessMap whole = whole(random.split());
            ProcessMap[] before = new ProcessMap[PERCENT.length];
            for (int activities : PERCENT) {
                ProcessMap left = null;
                for (int k = 0; k < PERCENT.length; k++) {
                    ProcessMap map = whole.simplified(new Sliders(activities, PERCENT[k]));
                    assertConnected(map);
                    assertContains(map, left);
                    assertContains(map, before[k]);
                    assertContains(whole, map);
                    left = map;
                    before[k] = map;
                }
            }
            ProcessMap all = before[PERCENT.length - 1];
            assertThat(all.activities()).isEqualTo(whole.activities());
            assertThat(all.paths()).isEqualTo(whole.paths());
        }
    }

    private static void assertConnected(ProcessMap map) {
        Set<String> names =
                new HashSet<>(map.activities().stream().map(MapActivity::name).toList());
        assertThat(reached(map.paths(), MapPath::from, MapPath::to)).isEqualTo(names);
        assertThat(reached(map.paths(), MapPath::to, MapPath::from)).isEqualTo(names);
    }

    private static Set<String> reached(
            List<MapPath> paths, Function<MapPath, String> tail, Function<MapPath, String> head) {
        Set<String> reached = new HashSet<>();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (MapPath p : paths) {
                boolean is = tail.apply(p) == null || reached.contains(tail.apply(p));
                grows |= is && head.apply(p) != null && reached.add(head.apply(p));
            }
        }
        return reached;
    }

    private static void assertContains(ProcessMap greater, ProcessMap lesser) {
        if (lesser != null) {
            assertThat(greater.activities()).containsAll(lesser.activities());
            assertThat(greater.paths()).containsAll(lesser.paths());
        }
    }

    @Test
    void theShareOfTheSliderIsTheLeastThatIsShown() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(62));
        for (int round = 0; round < 50; round++) {
            ProcessMap whole = whole(random.split());
            for (int percent : PERCENT) {
                ProcessMap some = whole.simplified(new Sliders(percent, 0));
                int first = Math.max(1, (int) Math.ceil(whole.allActivities() * percent / 100.0));
                assertThat(some.activities())
                        .containsAll(whole.activities().subList(0, Math.min(first, whole.allActivities())));
                int strongest = (int) Math.ceil(whole.allPaths() * percent / 100.0);
                assertThat(whole.simplified(new Sliders(100, percent)).paths())
                        .containsAll(whole.paths().subList(0, strongest));
            }
        }
    }

    @Test
    void theWayToTheMostFrequentActivityIsTheWidest() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(63));
        for (int round = 0; round < 200; round++) {
            ProcessMap whole = whole(random.split());
            String first = whole.activities().get(0).name();
            ProcessMap least = whole.simplified(new Sliders(0, 0));
            assertThat(widest(least, first, MapPath::from, MapPath::to))
                    .isEqualTo(widest(whole, first, MapPath::from, MapPath::to));
            assertThat(widest(least, first, MapPath::to, MapPath::from))
                    .isEqualTo(widest(whole, first, MapPath::to, MapPath::from));
        }
    }

    /** The greatest count with which an activity is still reached over paths that have at least this count. */
    private static long widest(
            ProcessMap map, String activity, Function<MapPath, String> tail, Function<MapPath, String> head) {
        return map.paths().stream()
                .mapToLong(MapPath::count)
                .filter(count -> reached(
                                map.paths().stream()
                                        .filter(p -> p.count() >= count)
                                        .toList(),
                                tail,
                                head)
                        .contains(activity))
                .max()
                .orElseThrow();
    }

    @Test
    void aWorkedExampleKeepsItsMainRoadFirst() {
        EventLogBuilder log = new EventLogBuilder();
        for (int c = 0; c < 10; c++) {
            String[] steps = c < 6
                    ? new String[] {"Receive", "Check", "Pay"}
                    : c < 9 ? new String[] {"Receive", "Ask", "Check", "Pay"} : new String[] {"Reject"};
            for (int i = 0; i < steps.length; i++) {
                log.add("c" + c, steps[i], i);
            }
        }
        ProcessMap whole = ProcessMap.of(log.build(), MapOptions.defaults());
        assertThat(words(whole.simplified(new Sliders(0, 0))))
                .containsExactly("null>Receive 9", "Check>Pay 9", "Pay>null 9", "Receive>Check 6");
        assertThat(words(whole.simplified(new Sliders(80, 0))))
                .containsExactly(
                        "null>Receive 9",
                        "Check>Pay 9",
                        "Pay>null 9",
                        "Receive>Check 6",
                        "Ask>Check 3",
                        "Receive>Ask 3");
        assertThat(words(whole.simplified(Sliders.all()))).hasSize(8).contains("null>Reject 1", "Reject>null 1");
    }

    private static List<String> words(ProcessMap map) {
        return map.paths().stream()
                .map(p -> p.from() + ">" + p.to() + " " + p.count())
                .toList();
    }

    @Test
    void aDoubledLogDoublesItsCountsAndIsSimplifiedAlike() {
        SplittableRandom random = new SplittableRandom(RandomLogs.seed(64));
        for (int round = 0; round < 50; round++) {
            EventLog once = log(random.split());
            EventLogBuilder doubled = new EventLogBuilder();
            for (String copy : List.of("", "copy of ")) {
                for (int c = 0; c < once.cases(); c++) {
                    for (int i = once.offsets()[c]; i < once.offsets()[c + 1]; i++) {
                        String activity =
                                once.activityNames().get(once.activities().at(i));
                        doubled.add(copy + once.caseId(c), activity, once.times()[i]);
                    }
                }
            }
            Sliders some = new Sliders(40, 30);
            ProcessMap a = ProcessMap.of(once, MapOptions.defaults()).simplified(some);
            ProcessMap b = ProcessMap.of(doubled.build(), MapOptions.defaults()).simplified(some);
            assertThat(b.paths())
                    .extracting(p -> p.from() + ">" + p.to() + p.count() + " " + p.cases() + " " + p.mostInCase())
                    .isEqualTo(a.paths().stream()
                            .map(p -> p.from() + ">" + p.to() + 2 * p.count() + " " + 2 * p.cases() + " "
                                    + p.mostInCase())
                            .toList());
        }
    }

    @Test
    void anEmptyLogHasAMapOfNothing() {
        ProcessMap map = ProcessMap.of(new EventLogBuilder().build(), MapOptions.defaults());
        assertThat(map.simplified(Sliders.usual()).paths()).isEmpty();
        assertThat(map.activities()).isEmpty();
    }

    @Test
    void aShareBeyondAllIsRefused() {
        assertThatThrownBy(() -> new Sliders(101, 0))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("activities 101");
    }
}
