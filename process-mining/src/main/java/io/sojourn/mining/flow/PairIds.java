package io.sojourn.mining.flow;

import io.sojourn.mining.log.LongIntMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers pairs of codes 0, 1, 2, ... as they come: by a table where there are few codes, else by a map. */
public final class PairIds {
    private static final int TABLE = 2_048;

    private final int width;
    /** Id + 1 at {@code from * width + to}; null where a map is used. */
    private final int[] table;

    private final LongIntMap map = new LongIntMap();
    private long[] pairs = new long[64];
    private int size;

    /** @param codes codes are from 0 to before this */
    public PairIds(int codes) {
        this.width = codes;
        this.table = codes <= TABLE ? new int[codes * codes] : null;
    }

    /** The id of a pair, a new one where it never came. */
    public int id(int from, int to) {
        if (table != null) {
            int known = table[from * width + to];
            return known > 0 ? known - 1 : newId(from, to);
        }
        int known = map.get((long) from * width + to, -1);
        return known >= 0 ? known : newId(from, to);
    }

    private int newId(int from, int to) {
        long pair = (long) from * width + to;
        if (table != null) {
            table[(int) pair] = size + 1;
        } else {
            map.put(pair, size);
        }
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size] = pair;
        return size++;
    }

    /** The id of a pair; -1 when it never came. */
    int find(int from, int to) {
        return table != null ? table[from * width + to] - 1 : map.get((long) from * width + to, -1);
    }

    public int size() {
        return size;
    }

    public int from(int id) {
        return (int) (pairs[id] / width);
    }

    public int to(int id) {
        return (int) (pairs[id] % width);
    }

    /**
     * The pairs of several threads together.
     *
     * @param pairs each pair once
     * @param ids by pair and thread, the thread's own id; -1 where it has none
     */
    public record Merged(PairIds pairs, List<int[]> ids) {}

    /** Puts the pairs of all threads together. */
    public static Merged merge(List<PairIds> all) {
        PairIds together = new PairIds(all.get(0).width);
        List<int[]> ids = new ArrayList<>();
        for (int t = 0; t < all.size(); t++) {
            PairIds own = all.get(t);
            for (int id = 0; id < own.size; id++) {
                int pair = together.id(own.from(id), own.to(id));
                if (pair == ids.size()) {
                    int[] none = new int[all.size()];
                    Arrays.fill(none, -1);
                    ids.add(none);
                }
                ids.get(pair)[t] = id;
            }
        }
        return new Merged(together, ids);
    }
}
