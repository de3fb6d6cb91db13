package io.sojourn.mining.log;

import io.sojourn.event.ColumnType;

/**
 * A typed column of an attribute: one value for each event, or one for each case where all events of every case agree. The
 * place of a value is that of its event, or of its case.
 */
public sealed interface Attribute {
    /** What a missing integer or time is stored as. */
    long NO_LONG = Long.MIN_VALUE;

    /** Texts by code; {@code texts} is sorted by code point. */
    record Text(boolean perCase, Codes codes, Texts texts) implements Attribute {
        @Override
        public ColumnType type() {
            return ColumnType.TEXT;
        }

        @Override
        public int size() {
            return codes.size();
        }

        @Override
        public boolean isMissing(int place) {
            return codes.at(place) < 0;
        }

        @Override
        public Object value(int place) {
            int code = codes.at(place);
            return code < 0 ? null : texts.get(code);
        }
    }

    /** Truths: code 0 is false, 1 is true. */
    record Truth(boolean perCase, Codes codes) implements Attribute {
        @Override
        public ColumnType type() {
            return ColumnType.BOOLEAN;
        }

        @Override
        public int size() {
            return codes.size();
        }

        @Override
        public boolean isMissing(int place) {
            return codes.at(place) < 0;
        }

        @Override
        public Object value(int place) {
            int code = codes.at(place);
            return code < 0 ? null : (Boolean) (code == 1);
        }
    }

    /** Integers, or times in microseconds; {@link #NO_LONG} is missing. */
    record Whole(boolean perCase, ColumnType type, long[] values) implements Attribute {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isMissing(int place) {
            return values[place] == NO_LONG;
        }

        @Override
        public Object value(int place) {
            return values[place] == NO_LONG ? null : (Long) values[place];
        }
    }

    /** Numbers; NaN is missing. */
    record Real(boolean perCase, double[] values) implements Attribute {
        @Override
        public ColumnType type() {
            return ColumnType.NUMBER;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isMissing(int place) {
            return Double.isNaN(values[place]);
        }

        @Override
        public Object value(int place) {
            return Double.isNaN(values[place]) ? null : (Double) values[place];
        }
    }

    /** True when there is one value for each case. */
    boolean perCase();

    ColumnType type();

    /** Number of values. */
    int size();

    boolean isMissing(int place);

    /** The value as the type's Java class, microseconds of a time; null when missing. */
    Object value(int place);
}
