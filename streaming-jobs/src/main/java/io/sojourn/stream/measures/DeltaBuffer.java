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
    private final Map<PaneKey, long[]> sums = new LinkedHashMap<>();

    public void add(Delta d) {
        PaneKey key = new PaneKey(d.series(), d.at());
        long[] sum = sums.get(key);
        if (sum == null) {
            sums.put(key, new long[] {d.first(), d.second()});
        } else {
            sum[0] += d.first();
            sum[1] += d.second();
        }
    }

    public boolean isFull() {
        return sums.size() >= LARGEST;
    }

    public void flush(Consumer<Delta> out) {
        for (Map.Entry<PaneKey, long[]> e : sums.entrySet()) {
            long[] sum = e.getValue();
            if (sum[0] != 0 || sum[1] != 0) {
                out.accept(new Delta(e.getKey().series(), e.getKey().at(), sum[0], sum[1]));
            }
        }
        sums.clear();
    }
}
