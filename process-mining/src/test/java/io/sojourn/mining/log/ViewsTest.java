package io.sojourn.mining.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private final EventLogBuilder builder = new EventLogBuilder();

    private void add(String caseId, String activity, String lifecycle, long time, String instance) {
        builder.add(caseId, activity, lifecycle, time, null, null, instance);
    }

    private static List<String> events(Selection selection) {
        EventLog log = selection.log();
        List<String> list = new ArrayList<>();
        for (int c = 0; c < selection.cases(); c++) {
            int caseInLog = selection.caseAt(c);
            for (int i = log.offsets()[caseInLog]; i < log.offsets()[caseInLog + 1]; i++) {
                if (selection.hasEvent(i)) {
                    list.add(log.caseId(caseInLog) + " "
                            + log.activityNames().get(log.activities().at(i)) + " "
                            + selection.starts()[i] + "-"
                            + log.times()[i]);
                }
            }
        }
        return list;
    }

    @Test
    void tiesKeepTheOrderOfTheFileAndCasesThatOfTheirFirstEvent() {
        builder.add("y", "B", 5)
                .add("x", "A", 3)
                .add("y", "A", 5)
                .add("y", "C", 1)
                .add("x", "B", 3);
        assertThat(events(builder.build().all()))
                .containsExactly("y C 1-1", "y B 5-5", "y A 5-5", "x A 3-3", "x B 3-3");
    }

    @Test
    void aCompletionTakesTheOldestOpenStartOfItsActivityAndInstance() {
        add("c", "A", "start", 1, null);
        add("c", "A", "start", 2, null);
        add("c", "A", "start", 3, "i");
        add("c", "A", "complete", 4, null);
        add("c", "A", "complete", 5, "i");
        add("c", "A", "suspend", 6, null);
        add("c", "A", "complete", 7, null);
        add("c", "A", "complete", 8, null);
        add("c", "B", "start", 9, null);
        add("d", "A", "start", 9, null);
        assertThat(Views.orphans(builder.build())).isEqualTo(new Views.Orphans(2, 1));
        Selection log = Views.of(builder.build(), View.INTERVAL);
        assertThat(events(log)).containsExactly("c A 1-4", "c A 3-5", "c A 2-7", "c A 8-8");
        assertThat(log.hasStarts()).isTrue();
    }

    @Test
    void withoutStartsEveryViewIsTheLogItself() {
        add("c", "A", "in progress", 1, null);
        add("c", "A", "complete", 2, null);
        Selection log = builder.build().all();
        assertThat(Views.of(log, View.COMPLETE)).isSameAs(log);
        assertThat(Views.of(log, View.INTERVAL)).isSameAs(log);
    }

    @Test
    void theIntervalOrderIsByStartThenTimeThenPosition() {
        builder.add("c", "A", 10).startedAt(5);
        builder.add("c", "B", 9).startedAt(5);
        builder.add("c", "C", 8);
        builder.add("c", "D", 9).startedAt(5);
        EventLog log = builder.build();
        List<String> order = new ArrayList<>();
        for (int i : Arrays.copyOf(new IntervalOrder().of(log.starts(), 0, 4), 4)) {
            order.add(log.activityNames().get(log.activities().at(i)));
        }
        assertThat(order).containsExactly("B", "D", "A", "C");
    }

    @Test
    void namesAreSortedByCodePoint() {
        builder.add("c", "\ud83d\ude00", 1).add("c", "\uffee", 2).add("c", "a", 3);
        assertThat(builder.build().activityNames()).containsExactly("a", "\uffee", "\ud83d\ude00");
    }

    @Test
    void theStableSortIsJavasOwn() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            int n = random.nextInt(200);
            long[] keys = random.longs(n, 0, 1 + random.nextInt(50)).toArray();
            int[] order = java.util.stream.IntStream.range(0, n).toArray();
            StableSort.sort(order, 0, n, keys, new int[n]);
            List<Integer> twin = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                twin.add(i);
            }
            twin.sort(java.util.Comparator.comparingLong(i -> keys[i]));
            assertThat(order)
                    .containsExactly(twin.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    @Test
    void theMapIsAMap() {
        SplittableRandom random = new SplittableRandom(8);
        LongIntMap map = new LongIntMap();
        java.util.Map<Long, Integer> twin = new java.util.HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextLong(5_000) << random.nextInt(40);
            map.put(key, i);
            twin.put(key, i);
        }
        twin.forEach((key, value) -> assertThat(map.get(key, -1)).isEqualTo(value));
        assertThat(map.get(3L << 50, -7)).isEqualTo(-7);
        map.clear();
        assertThat(map.get(0, -1)).isEqualTo(-1);
    }
}
