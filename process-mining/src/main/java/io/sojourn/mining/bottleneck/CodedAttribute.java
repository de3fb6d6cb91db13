package io.sojourn.mining.bottleneck;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** An attribute by a function of the instance. */
record CodedAttribute(String name, List<String> values, IntUnaryOperator codes) implements OccurrenceAttribute {
    @Override
    public int code(int instance) {
        return codes.applyAsInt(instance);
    }
}
