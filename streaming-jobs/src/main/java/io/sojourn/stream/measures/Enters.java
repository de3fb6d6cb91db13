package io.sojourn.stream.measures;

import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The open stays of one series: how many entered at which instant. The figures are
 * exact; a queue holds as many entries as it has different enter instants.
 */
final class Enters {
    final TreeMap<Long, Long> counts;

    Enters(TreeMap<Long, Long> counts) {
        this.counts = counts;
    }

    void add(long enteredAt, long stays) {
        counts.merge(enteredAt, stays, (a, b) -> a + b == 0 ? null : a + b);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    Enters copy() {
        return new Enters(new TreeMap<>(counts));
    }

    /** The row's values after the key: as_of, open, oldest_at, age_sum_s, p50_us, p90_us, p95_us, bands. */
    Object[] figures(long asOf, List<Long> bounds) {
        long open = 0;
        long ageSeconds = 0;
        long[] bands = new long[bounds.size() + 1];
        for (Map.Entry<Long, Long> e : counts.entrySet()) {
            long age = asOf - e.getKey();
            open += e.getValue();
            ageSeconds += Math.floorDiv(age, 1_000_000L) * e.getValue();
            bands[band(age, bounds)] += e.getValue();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bands.length; i++) {
            text.append(i == 0 ? "" : ",").append(bands[i]);
        }
        return new Object[] {
            asOf,
            open,
            counts.firstKey(),
            ageSeconds,
            percentile(asOf, open, 50),
            percentile(asOf, open, 90),
            percentile(asOf, open, 95),
            text.toString()
        };
    }

    private static int band(long age, List<Long> bounds) {
        int band = 0;
        while (band < bounds.size() && age >= bounds.get(band)) {
            band++;
        }
        return band;
    }

    /** Nearest rank: the age at rank ceil(n * percent / 100) of the ascending ages. */
    private long percentile(long asOf, long open, int percent) {
        long rank = (open * percent + 99) / 100;
        long seen = 0;
        for (Map.Entry<Long, Long> e : counts.descendingMap().entrySet()) {
            seen += e.getValue();
            if (seen >= rank) {
                return asOf - e.getKey();
            }
        }
        throw new IllegalStateException("a queue with open stays has no age at rank " + rank);
    }

    /** The row with these figures; where there are none, the deletion of the row. */
    static Result row(Series series, Object[] figures, int group, long epoch) {
        if (figures == null) {
            return Result.delete(FactTable.QUEUE_AGING, series.row(0, 0), group, epoch);
        }
        Object[] row = series.row(0, figures.length);
        System.arraycopy(figures, 0, row, row.length - figures.length, figures.length);
        return Result.upsert(FactTable.QUEUE_AGING, row, group, epoch);
    }
}
