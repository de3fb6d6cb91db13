package io.sojourn.mining.bottleneck;

import io.sojourn.mining.statistics.FalseDiscovery;
import io.sojourn.mining.statistics.Interval;
import io.sojourn.mining.statistics.Moments;
import io.sojourn.mining.statistics.Normal;
import io.sojourn.mining.statistics.RankSum;
import io.sojourn.mining.waits.WaitCauses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the values that go with long waits at a place, one after the other: the value whose waits make up most of the excess
 * is taken, its waits are put aside, and the rest is looked at again. What was significant before and is no more goes with it.
 */
final class RootCauses {
    private static final int MOST = 10;
    private final WaitCauses waits;
    private final List<OccurrenceAttribute> attributes;
    private final BottleneckOptions options;

    RootCauses(WaitCauses waits, List<OccurrenceAttribute> attributes, BottleneckOptions options) {
        this.waits = waits;
        this.attributes = attributes;
        this.options = options;
    }

    /** A value of an attribute, and what it is found to go with. */
    private record Value(int attribute, int code, RootCause figures) {
        private static final Comparator<Value> GREATEST = Comparator.comparingDouble(
                        (Value v) -> v.figures.totalHours())
                .reversed()
                .thenComparing(v -> v.figures.name());
    }

    /** @param members instances that wait at the place */
    List<RootCause> of(int[] members) {
        CodedWaits left = CodedWaits.of(waits, members, attributes);
        double whole = left.hours();
        List<RootCause> causes = new ArrayList<>();
        List<Value> values = significant(left, whole);
        while (!values.isEmpty() && causes.size() < MOST) {
            Value first = values.get(0);
            left = left.without(first.attribute, first.code);
            List<Value> next = significant(left, whole);
            causes.add(first.figures.withCompanions(gone(values, next)));
            values = next;
        }
        return List.copyOf(causes);
    }

    private static List<String> gone(List<Value> before, List<Value> after) {
        Set<String> still = after.stream().map(v -> v.figures.name()).collect(Collectors.toSet());
        return before.stream()
                .skip(1)
                .map(v -> v.figures.name())
                .filter(name -> !still.contains(name))
                .toList();
    }

    private List<Value> significant(CodedWaits sample, double whole) {
        RankSum ranks = new RankSum(sample.micros());
        Moments all = new Moments();
        for (int k = 0; k < sample.size(); k++) {
            all.add(sample.hours(k));
        }
        List<Value> tested = new ArrayList<>();
        for (int a = 0; a < attributes.size(); a++) {
            test(a, sample, ranks, all, whole, tested);
        }
        double[] q =
                FalseDiscovery.q(tested.stream().mapToDouble(v -> v.figures.p()).toArray());
        List<Value> significant = new ArrayList<>();
        for (int k = 0; k < q.length; k++) {
            Value v = tested.get(k);
            if (q[k] <= options.maxFalse() && v.figures.excessHours() > 0) {
                significant.add(new Value(v.attribute, v.code, v.figures.withQ(q[k])));
            }
        }
        significant.sort(Value.GREATEST);
        return significant;
    }

    private void test(int attribute, CodedWaits sample, RankSum ranks, Moments all, double whole, List<Value> tested) {
        Moments[] of = new Moments[attributes.get(attribute).values().size()];
        double[] rankSums = new double[of.length];
        for (int k = 0; k < sample.size(); k++) {
            int code = sample.codes()[attribute][k];
            if (code != OccurrenceAttribute.MISSING) {
                of[code] = of[code] == null ? new Moments() : of[code];
                of[code].add(sample.hours(k));
                rankSums[code] += ranks.rank(k);
            }
        }
        for (int code = 0; code < of.length; code++) {
            long n = of[code] == null ? 0 : of[code].count();
            if (n >= options.minSupport() && all.count() - n >= options.minSupport()) {
                double p = ranks.greater(n, rankSums[code]);
                tested.add(new Value(attribute, code, figures(attribute, code, of[code], all, p, whole)));
            }
        }
    }

    private RootCause figures(int attribute, int code, Moments of, Moments all, double pOfRanks, double whole) {
        Moments others = Moments.without(all, of);
        double excess = of.mean() - others.mean();
        double error = Moments.errorOfDifference(of, others);
        double pOfMeans = error == 0 ? (excess > 0 ? 0 : 1) : Normal.upper(excess / error);
        return new RootCause(
                attributes.get(attribute).name(),
                attributes.get(attribute).values().get(code),
                of.count(),
                of.mean(),
                excess,
                Interval.around(excess, error),
                whole == 0 ? 0 : excess * of.count() / whole,
                Math.max(pOfRanks, pOfMeans),
                Double.NaN,
                List.of());
    }
}
