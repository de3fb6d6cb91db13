package io.sojourn.mining.bottleneck;

import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.log.LongIntMap;
import io.sojourn.mining.waits.ActivityInstances;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Who waits for whom. A handoff is two consecutive instances of a case, by (start, completion, place in the log), with
 * different parties; where a party is missing there is none, and that is counted. The list of pairs is the social network of
 * handovers: parties are its nodes, pairs its arcs, counts their weights.
 *
 * @param steps consecutive instances
 * @param missing steps in which a party is missing
 * @param pingPongCases cases in which work came back at least once: A, B, A in a row
 * @param reworks handoffs to an activity that the case had had before
 * @param pairs by (total delay down, names)
 */
public record Handoffs(long steps, long missing, long pingPongCases, long reworks, List<Handoff> pairs) {

    public long count() {
        return pairs.stream().mapToLong(Handoff::count).sum();
    }

    public long pingPongs() {
        return pairs.stream().mapToLong(Handoff::pingPongs).sum();
    }

    /** Between resources. */
    public static Handoffs ofResources(ActivityInstances instances) {
        return new Reading(instances, instances.resources(), instances.resourceNames()).read();
    }

    /** Between teams. */
    public static Handoffs ofTeams(ActivityInstances instances) {
        return new Reading(instances, instances.teams(), instances.teamNames()).read();
    }

    /** One pass over the cases. */
    private static final class Reading {
        private final ActivityInstances instances;
        private final int[] parties;
        private final List<String> names;
        private final LongIntMap pairs = new LongIntMap();
        private final List<Pair> found = new ArrayList<>();
        private long steps;
        private long missing;
        private long pingPongCases;

        Reading(ActivityInstances instances, int[] parties, List<String> names) {
            this.instances = instances;
            this.parties = parties;
            this.names = names;
        }

        Handoffs read() {
            for (int c = 0; c < instances.cases(); c++) {
                readCase(inOrder(instances.caseOffsets()[c], instances.caseOffsets()[c + 1]));
            }
            List<Handoff> list =
                    new ArrayList<>(found.stream().map(p -> p.handoff(names)).toList());
            list.sort(Comparator.comparingDouble(Handoff::totalHours)
                    .reversed()
                    .thenComparing(Handoff::from)
                    .thenComparing(Handoff::to));
            return new Handoffs(
                    steps,
                    missing,
                    pingPongCases,
                    found.stream().mapToLong(p -> p.reworks).sum(),
                    List.copyOf(list));
        }

        private int[] inOrder(int from, int to) {
            long[] starts = instances.starts();
            int[] order = new int[to - from];
            // Instances are by end, so nearly by start: few moves, and equal ones keep their order.
            for (int k = 0; k < order.length; k++) {
                int at = k;
                while (at > 0 && starts[order[at - 1]] > starts[from + k]) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = from + k;
            }
            return order;
        }

        private void readCase(int[] order) {
            boolean pingPong = false;
            for (int k = 1; k < order.length; k++) {
                int from = parties[order[k - 1]];
                int to = parties[order[k]];
                steps++;
                missing += from < 0 || to < 0 ? 1 : 0;
                if (from >= 0 && to >= 0 && from != to) {
                    boolean back = k > 1 && parties[order[k - 2]] == to;
                    pair(from, to)
                            .add(
                                    instances.starts()[order[k]] - instances.ends()[order[k - 1]],
                                    back,
                                    isRepeated(order, k));
                    pingPong |= back;
                }
            }
            pingPongCases += pingPong ? 1 : 0;
        }

        private boolean isRepeated(int[] order, int k) {
            int activity = instances.activities()[order[k]];
            for (int before = k - 1; before >= 0; before--) {
                if (instances.activities()[order[before]] == activity) {
                    return true;
                }
            }
            return false;
        }

        private Pair pair(int from, int to) {
            long key = (long) from << Integer.SIZE | to;
            int index = pairs.get(key, -1);
            if (index < 0) {
                index = found.size();
                pairs.put(key, index);
                found.add(new Pair(from, to));
            }
            return found.get(index);
        }
    }

    /** What is known of one pair so far. */
    private static final class Pair {
        private final int from;
        private final int to;
        private long[] delays = new long[4];
        private int count;
        private long pingPongs;
        private long reworks;

        Pair(int from, int to) {
            this.from = from;
            this.to = to;
        }

        void add(long delay, boolean back, boolean repeated) {
            if (count == delays.length) {
                delays = Arrays.copyOf(delays, count * 2);
            }
            delays[count++] = delay;
            pingPongs += back ? 1 : 0;
            reworks += repeated ? 1 : 0;
        }

        Handoff handoff(List<String> names) {
            return new Handoff(
                    names.get(from), names.get(to), Distribution.ofMicros(delays, 0, count), pingPongs, reworks);
        }
    }
}
