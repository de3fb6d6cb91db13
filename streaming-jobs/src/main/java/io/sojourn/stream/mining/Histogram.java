package io.sojourn.stream.mining;

import io.sojourn.mining.flow.Distribution;
import java.util.Arrays;

/**
 * How values are spread over buckets whose width is at most a thirty-second of their values, with number, least, greatest
 * and sum. Buckets are in the order of the values. Memory by the number of buckets that are used.
 */
final class Histogram {
    private static final int MANTISSA_BITS = 5;
    private static final int HEAD = 5;

    private int[] buckets = new int[4];
    private long[] counts = new long[4];
    private int size;
    private int last;
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private final Distribution.Sum sum = new Distribution.Sum();

    /** The bucket of a value: greater values never have a lower one. */
    static int bucket(long value) {
        if (value < 0) {
            return -bucket(-value);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value | 1);
        if (exponent <= MANTISSA_BITS) {
            return (int) value;
        }
        int shift = exponent - MANTISSA_BITS;
        return (shift << MANTISSA_BITS) + (int) (value >>> shift);
    }

    void add(long value, int times) {
        count += times;
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum.add(value, times);
        addBucket(bucket(value), times);
    }

    private void addBucket(int bucket, long times) {
        // Values often come in order: the bucket before is the right one.
        int at = last < size && buckets[last] == bucket ? last : Arrays.binarySearch(buckets, 0, size, bucket);
        if (at < 0) {
            at = -at - 1;
            insert(at, bucket);
        }
        counts[at] += times;
        last = at;
    }

    private void insert(int at, int bucket) {
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(buckets, at, buckets, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        buckets[at] = bucket;
        counts[at] = 0;
        size++;
    }

    /** Number of buckets. */
    int size() {
        return size;
    }

    int bucketAt(int place) {
        return buckets[place];
    }

    long countAt(int place) {
        return counts[place];
    }

    long count() {
        return count;
    }

    /** Count, least, greatest, the two halves of the sum. */
    long[] head() {
        return new long[] {count, min, max, sum.lower(), sum.upper()};
    }

    /** The head, then each bucket and its count. */
    long[] numbers() {
        long[] numbers = Arrays.copyOf(head(), HEAD + 2 * size);
        for (int i = 0; i < size; i++) {
            numbers[HEAD + 2 * i] = buckets[i];
            numbers[HEAD + 2 * i + 1] = counts[i];
        }
        return numbers;
    }

    /** Adds the {@link #numbers} of another one. */
    void add(long[] numbers) {
        count += numbers[0];
        min = Math.min(min, numbers[1]);
        max = Math.max(max, numbers[2]);
        sum.add(numbers[3], numbers[4]);
        for (int i = HEAD; i < numbers.length; i += 2) {
            addBucket((int) numbers[i], numbers[i + 1]);
        }
    }
}
