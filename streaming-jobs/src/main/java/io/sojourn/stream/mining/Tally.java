package io.sojourn.stream.mining;

import io.sojourn.mining.flow.FlowPart;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** Sends the values of groups on, equal ones of a batch together, and says how they are spread. Its table has a limit. */
final class Tally implements FlowPart.Sink {
    private static final int MOST_BUCKETS = 1 << 18;

    private final ObjLongConsumer<Piece> values;
    private final Consumer<Piece> spreads;
    private final Map<Piece.Group, Histogram> histograms = new HashMap<>();
    private int buckets;

    /** @param values takes a value with its stamp, which is the value itself */
    Tally(ObjLongConsumer<Piece> values, Consumer<Piece> spreads) {
        this.values = values;
        this.spreads = spreads;
    }

    @Override
    public void arc(int from, int to, long[] micros) {
        add(Piece.Group.arc(from, to), micros);
    }

    @Override
    public void serviceTime(int activity, long[] micros) {
        add(Piece.Group.service(activity), micros);
    }

    @Override
    public void sequence(int[] codes, long durationMicros) {
        add(Piece.Group.CASES, durationMicros, 1);
        add(Piece.Group.variant(codes), durationMicros, 1);
    }

    private void add(Piece.Group group, long[] micros) {
        Arrays.sort(micros);
        for (int from = 0, to = 0; from < micros.length; from = to) {
            while (to < micros.length && micros[to] == micros[from]) {
                to++;
            }
            add(group, micros[from], to - from);
        }
    }

    private void add(Piece.Group group, long value, int times) {
        Histogram histogram = histograms.computeIfAbsent(group, unknown -> new Histogram());
        buckets -= histogram.size();
        histogram.add(value, times);
        buckets += histogram.size();
        values.accept(Piece.of(Piece.Kind.SAMPLE, group, value, times), value);
        if (buckets > MOST_BUCKETS) {
            flush();
        }
    }

    /** Says how all values since the last time are spread. */
    void flush() {
        histograms.forEach(
                (group, histogram) -> spreads.accept(Piece.of(Piece.Kind.SPREAD, group, histogram.numbers())));
        histograms.clear();
        buckets = 0;
    }
}
