package io.sojourn.stream.mining;

import java.util.Arrays;
import java.util.List;

/**
 * What travels between the operators behind the cases, and to the reader of the results.
 *
 * @param kind what it is, and what the numbers are
 * @param group whose figure it is; null where it is about the log
 * @param numbers by kind
 * @param texts by kind; empty but for names and messages
 */
record Piece(Kind kind, Group group, long[] numbers, List<String> texts) {
    /** What a piece can be. */
    enum Kind {
        /** A value of a group, how often it came. */
        SAMPLE,
        /** How the values of a group are spread, as one task saw it: {@link Histogram#numbers}. */
        SPREAD,
        /** A group as a whole: {@link Summary}. */
        SUMMARY,
        /** Asks for values: bucket, then pairs of (rank in the bucket, number of the question). */
        QUESTION,
        /** Number of the question, value. */
        ANSWER,
        /** One array of {@link io.sojourn.mining.flow.FlowPart#numbers}: its place, then itself. */
        SUMS,
        /** Starts and completions alone. */
        ORPHANS,
        /** How many variants there are. */
        VARIANTS,
        /** Usable rows, rejected ones, corrections, 1 where there are starts. */
        SURVEY,
        /** Position of a row that can't be used; why. */
        REJECTION,
        /** How many rows can't be used for a reason; the name of its code. */
        REASON,
        /** Number of a column; its texts. */
        NAMES
    }

    static Piece of(Kind kind, Group group, long... numbers) {
        return new Piece(kind, group, numbers, List.of());
    }

    static Piece of(Kind kind, long... numbers) {
        return of(kind, null, numbers);
    }

    static Piece ofTexts(Kind kind, long number, List<String> texts) {
        return new Piece(kind, null, new long[] {number}, texts);
    }

    /**
     * Whose values are told apart: an arc, an activity, all cases, a variant.
     *
     * @param id of arcs, activities and cases their own; of variants a hash
     * @param sequence activity codes of a variant; else null
     */
    record Group(long id, int[] sequence) {
        private static final int ARC = 1;
        private static final int SERVICE = 2;
        private static final int VARIANT = 3;
        private static final int KIND_SHIFT = 62;
        private static final int CODE_BITS = 31;
        private static final long CODE = (1L << CODE_BITS) - 1;

        static final Group CASES = new Group(0, null);

        static Group arc(int from, int to) {
            return new Group((long) ARC << KIND_SHIFT | (long) from << CODE_BITS | to, null);
        }

        static Group service(int activity) {
            return new Group((long) SERVICE << KIND_SHIFT | activity, null);
        }

        static Group variant(int[] sequence) {
            long hash = Hash.of(sequence);
            return new Group((long) VARIANT << KIND_SHIFT | hash >>> (Long.SIZE - KIND_SHIFT), sequence);
        }

        private int kind() {
            return (int) (id >>> KIND_SHIFT);
        }

        boolean isArc() {
            return kind() == ARC;
        }

        boolean isService() {
            return kind() == SERVICE;
        }

        boolean isVariant() {
            return kind() == VARIANT;
        }

        int from() {
            return (int) (id >> CODE_BITS & CODE);
        }

        /** Second activity of an arc, activity of a service time. */
        int to() {
            return (int) (id & CODE);
        }

        /** Where the values of one bucket meet. */
        long key(int bucket) {
            return Hash.mixed(id, bucket);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Group g && g.id == id && Arrays.equals(g.sequence, sequence);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(Hash.mixed(id, 0));
        }
    }
}
