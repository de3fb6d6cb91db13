package io.sojourn.stream.measures;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Adds up deltas of equal keys before they travel: a hot queue costs one record a flush, not one an event. Whoever owns
 * it flushes it before each checkpoint barrier, so it needs no state.
 */
public final class DeltaBuffer {
    private static final int LARGEST = 50_000;
    private final Map<Delta.Key, long[]> sums = new LinkedHashMap<>();

    public void add(Delta d) {
        long[] sum = sums.computeIfAbsent(d.key(), k -> new long[2]);
        sum[0] += d.first();
        sum[1] += d.second();
    }

    public boolean isFull() {
        return sums.size() >= LARGEST;
    }

    public void flush(Consumer<Delta> out) {
        sums.forEach((k, sum) -> {
            if (sum[0] != 0 || sum[1] != 0) {
                out.accept(new Delta(
                        k.process(), k.version(), k.table(), k.name(), k.at(), k.dimensions(), sum[0], sum[1]));
            }
        });
        sums.clear();
    }
}
