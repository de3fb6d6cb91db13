package io.sojourn.mining.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** An immutable list of texts, kept as UTF-8 one behind the other; a text becomes a {@link String} when it is asked for. */
public final class Texts implements Iterable<String> {
    private static final Texts NONE = new Texts(new byte[0], new int[1]);

    private final byte[] bytes;
    private final int[] offsets;
    private volatile List<String> list;

    /** @param offsets text {@code i} has the bytes from {@code offsets[i]} to before {@code offsets[i + 1]} */
    Texts(byte[] bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** No texts. */
    static Texts none() {
        return NONE;
    }

    static Texts of(List<String> texts) {
        Dictionary dictionary = new Dictionary();
        texts.forEach(dictionary::code);
        return dictionary.texts();
    }

    byte[] bytes() {
        return bytes;
    }

    int[] offsets() {
        return offsets;
    }

    /** How many texts. */
    public int size() {
        return offsets.length - 1;
    }

    /** Text {@code i}, made anew. */
    public String get(int i) {
        return new String(bytes, offsets[i], offsets[i + 1] - offsets[i], StandardCharsets.UTF_8);
    }

    /** All texts; made once, so meant for short lists. */
    public List<String> list() {
        List<String> made = list;
        if (made == null) {
            made = IntStream.range(0, size()).mapToObj(this::get).toList();
            list = made;
        }
        return made;
    }

    /** The place of a text in a sorted list; negative when it is not there. */
    public int find(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(bytes, offsets[middle], offsets[middle + 1], wanted, 0, wanted.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Order by code point, which is that of the UTF-8 bytes. */
    int compare(int a, int b) {
        return Arrays.compareUnsigned(bytes, offsets[a], offsets[a + 1], bytes, offsets[b], offsets[b + 1]);
    }

    /** Places of the texts in ascending order. */
    int[] order() {
        long[] heads = new long[size()];
        int[] order = new int[size()];
        for (int i = 0; i < order.length; i++) {
            heads[i] = head(i);
            order[i] = i;
        }
        StableSort.sort(order, 0, order.length, heads, new int[order.length]);
        for (int from = 0, to = 0; from < order.length; from = to) {
            while (to < order.length && heads[order[to]] == heads[order[from]]) {
                to++;
            }
            if (to - from > 1) {
                sortByBytes(order, from, to);
            }
        }
        return order;
    }

    /** The first eight bytes, so that their order as a signed number is that of the texts. */
    private long head(int text) {
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            int at = offsets[text] + i;
            head = head << 8 | (at < offsets[text + 1] ? bytes[at] & 0xff : 0);
        }
        return head ^ Long.MIN_VALUE;
    }

    private void sortByBytes(int[] order, int from, int to) {
        int[] sorted = Arrays.stream(order, from, to)
                .boxed()
                .sorted(this::compare)
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, order, from, sorted.length);
    }

    @Override
    public Iterator<String> iterator() {
        return IntStream.range(0, size()).mapToObj(this::get).iterator();
    }

    /** The texts at the given places. */
    Texts at(int[] places) {
        int[] newOffsets = new int[places.length + 1];
        for (int i = 0; i < places.length; i++) {
            newOffsets[i + 1] = newOffsets[i] + offsets[places[i] + 1] - offsets[places[i]];
        }
        byte[] newBytes = new byte[newOffsets[places.length]];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(bytes, offsets[places[i]], newBytes, newOffsets[i], newOffsets[i + 1] - newOffsets[i]);
        }
        return new Texts(newBytes, newOffsets);
    }
}
