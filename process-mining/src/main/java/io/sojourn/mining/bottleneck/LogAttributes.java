package io.sojourn.mining.bottleneck;

import io.sojourn.definition.expression.Names;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.Attribute;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.waits.WaitCauses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The attributes that a log was read with, as something that may go with waits. An attribute is suitable that is a text, a number
 * or a truth and has at most {@value ValueCodes#MOST} different values. One that has no more than one value in any case is an
 * attribute of the case, for all its waits; of any other a wait takes the last value that its case had when the wait began.
 * Costs a byte for each event, or four for each case, and attribute.
 */
final class LogAttributes {
    /** How many are taken at most where none are named: the first in the log's order. */
    static final int MOST = 100;

    private final EventLog log;
    private final WaitCauses waits;
    private final int[] caseOf;

    private LogAttributes(WaitCauses waits) {
        this.log = waits.instances().log();
        this.waits = waits;
        this.caseOf = waits.instances().caseOfEach();
    }

    /** @param names those that are wanted; null for all that are suitable */
    static List<OccurrenceAttribute> of(WaitCauses waits, List<String> names) {
        List<String> known = waits.instances().log().attributeNames();
        if (known.isEmpty() && (names == null || names.isEmpty())) {
            return List.of();
        }
        LogAttributes attributes = new LogAttributes(waits);
        return names == null
                ? attributes.suitable(known)
                : names.stream().map(attributes::named).toList();
    }

    private List<OccurrenceAttribute> suitable(List<String> known) {
        List<OccurrenceAttribute> all = new ArrayList<>();
        for (int k = 0; k < known.size() && all.size() < MOST; k++) {
            ValueCodes values = ValueCodes.of(log.attribute(known.get(k)));
            if (values != null) {
                all.add(coded(known.get(k), values));
            }
        }
        return all;
    }

    private OccurrenceAttribute named(String name) {
        check(name, log.attributeNames());
        ValueCodes values = ValueCodes.of(log.attribute(name));
        if (values == null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "The attribute \"" + name + "\" is a time, or has more than " + ValueCodes.MOST
                            + " different values: its values don't tell kinds of cases.",
                    "Maybe leave it out.");
        }
        return coded(name, values);
    }

    /** Refuses a name that is none of the log's attributes. */
    static void check(String name, Collection<String> known) {
        if (!known.contains(name)) {
            String near = Names.nearest(name, known);
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "The log has no attribute \"" + name + "\".",
                    near == null
                            ? "Maybe look at its first lines, or leave --attributes out: all are taken then."
                            : "Maybe \"" + near + "\".");
        }
    }

    private OccurrenceAttribute coded(String name, ValueCodes values) {
        Attribute attribute = log.attribute(name);
        if (attribute.perCase()) {
            int[] ofCase = new int[log.cases()];
            Arrays.setAll(ofCase, values::code);
            return OccurrenceAttribute.ofCase(name, values.names(), ofCase, caseOf);
        }
        byte[] carried = new byte[log.events()];
        int[] offsets = log.offsets();
        if (carry(values, carried)) {
            int[] ofCase = new int[log.cases()];
            Arrays.setAll(ofCase, c -> carried[offsets[c + 1] - 1]);
            return OccurrenceAttribute.ofCase(name, values.names(), ofCase, caseOf);
        }
        return new CodedAttribute(name, values.names(), i -> atEntry(carried, i));
    }

    /** The last value of the case up to each event; true when no case has two different ones. */
    private boolean carry(ValueCodes values, byte[] carried) {
        boolean constant = true;
        for (int c = 0; c < log.cases(); c++) {
            int last = OccurrenceAttribute.MISSING;
            for (int e = log.offsets()[c]; e < log.offsets()[c + 1]; e++) {
                int code = values.code(e);
                constant &= code < 0 || last < 0 || code == last;
                last = code < 0 ? last : code;
                carried[e] = (byte) last;
            }
        }
        return constant;
    }

    /** What the case had when the wait of an instance began. */
    private int atEntry(byte[] carried, int instance) {
        long began = waits.instances().starts()[instance] - waits.wait(instance);
        int first = log.offsets()[caseOf[instance]];
        int low = first;
        int high = log.offsets()[caseOf[instance] + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log.times()[middle] <= began) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == first ? OccurrenceAttribute.MISSING : carried[low - 1];
    }
}
