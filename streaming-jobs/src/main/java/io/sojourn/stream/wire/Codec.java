package io.sojourn.stream.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Writes and reads values of one type. Stateless; implementations have a public constructor without arguments, by
 * which a restored job finds them again. A value's first byte is its format's version.
 */
public interface Codec<T> extends Serializable {
    Class<T> type();

    void write(T value, DataOutput out) throws IOException;

    T read(DataInput in) throws IOException;

    /** A copy that doesn't change when the original does; the value itself where it is immutable. */
    T copy(T value);
}
