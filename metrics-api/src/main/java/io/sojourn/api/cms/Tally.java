package io.sojourn.api.cms;

import io.sojourn.definition.CmsChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of some requests: all of a year, or those of a payer. */
final class Tally {
    private final List<Request> counted = new ArrayList<>();
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    private final Choices choices;
    private final DayCount days;
    private long decidedAgain;

    Tally(Choices choices, DayCount days) {
        this.choices = choices;
        this.days = days;
    }

    /** @param r of the year */
    void add(Request r) {
        LeftOut why = LeftOut.of(r);
        if (why == null) {
            counted.add(r);
            decidedAgain += r.decisions() > 1 ? 1 : 0;
        } else {
            leftOut.merge(why, 1L, Long::sum);
        }
    }

    /** Whether the rule covers none of them. */
    boolean isNotCovered() {
        return counted.isEmpty() && leftOut.keySet().equals(Set.of(LeftOut.NOT_COVERED));
    }

    List<Request> counted() {
        return counted;
    }

    long leftOut(LeftOut why) {
        return leftOut.getOrDefault(why, 0L);
    }

    /** Counted requests with more than one decision before an appeal. */
    long decidedAgain() {
        return decidedAgain;
    }

    Value value(Figure figure) {
        List<Request> of = counted.stream().filter(r -> figure.isOf(r, choices)).toList();
        if (figure.isTime()) {
            return time(figure, of.stream().mapToDouble(days::of).sorted().toArray());
        }
        long meant = of.stream().filter(r -> figure.isMeant(r, choices)).count();
        if (figure.kind() == Figure.Kind.COUNT) {
            return new Value((double) meant, of.size(), (double) meant);
        }
        return new Value((double) meant, of.size(), of.isEmpty() ? null : (double) meant / of.size());
    }

    /** @param times ascending: equal requests give equal sums */
    private Value time(Figure figure, double[] times) {
        boolean isMean = figure.kind() == Figure.Kind.MEAN;
        Double sum = isMean ? Arrays.stream(times).sum() : null;
        Double value = times.length == 0 ? null : isMean ? Double.valueOf(sum / times.length) : median(times);
        return new Value(sum, times.length, value);
    }

    private Double median(double[] times) {
        double lower = times[(times.length - 1) / 2];
        boolean isMiddle = choices.is(CmsChoice.MEDIAN, "middle");
        return isMiddle ? (lower + times[times.length / 2]) / 2 : lower;
    }
}
