package io.sojourn.mining.dots;

import io.sojourn.mining.log.Codes;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The most frequent activities or resources have a colour of their own; equally frequent ones by name. All others share one. */
final class DotColours {
    private static final int OWN = 9;

    private final Codes codes;
    /** By code + 1, so that a missing one has a place too. */
    private final int[] colourOf;

    private final List<DotColour> list;

    private DotColours(Codes codes, List<String> names, long[] counts) {
        this.codes = codes;
        this.colourOf = new int[counts.length];
        List<Integer> order = IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> -counts[i]).thenComparingInt(i -> i))
                .toList();
        int own = order.size() == OWN + 1 ? order.size() : Math.min(OWN, order.size());
        List<DotColour> made = new ArrayList<>();
        for (int k = 0; k < own; k++) {
            int i = order.get(k);
            colourOf[i] = k;
            made.add(new DotColour(i == 0 ? EventLog.MISSING : names.get(i - 1), 1, counts[i]));
        }
        List<Integer> others = order.subList(own, order.size());
        others.forEach(i -> colourOf[i] = own);
        if (!others.isEmpty()) {
            long events = others.stream().mapToLong(i -> counts[i]).sum();
            made.add(new DotColour(null, others.size(), events));
        }
        this.list = List.copyOf(made);
    }

    static DotColours of(Selection view, DotOptions.Colour colour) {
        EventLog log = view.log();
        boolean activity = colour == DotOptions.Colour.ACTIVITY;
        Codes codes = activity ? log.activities() : log.resources();
        List<String> names = activity ? log.activityNames() : log.resourceNames();
        long[] counts = new long[names.size() + 1];
        for (int c = 0; c < view.cases(); c++) {
            int[] offsets = log.offsets();
            int inLog = view.caseAt(c);
            IntStream.range(offsets[inLog], offsets[inLog + 1])
                    .filter(view::hasEvent)
                    .forEach(i -> counts[codes.at(i) + 1]++);
        }
        return new DotColours(codes, names, counts);
    }

    List<DotColour> list() {
        return list;
    }

    int of(int event) {
        return colourOf[codes.at(event) + 1];
    }
}
