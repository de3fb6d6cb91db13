package io.sojourn.mining.bottleneck;

import java.util.List;

/** Something that is known of each activity instance, and may go with how long it waits. */
public interface OccurrenceAttribute {
    /** Code of a missing value. */
    int MISSING = -1;

    String name();

    /** Names of the values, by code. */
    List<String> values();

    /** Code of an instance's value, or {@link #MISSING}. */
    int code(int instance);

    /**
     * An attribute of cases.
     *
     * @param codeOfCase the code of each case's value
     * @param caseOf the case of each instance
     */
    static OccurrenceAttribute ofCase(String name, List<String> values, int[] codeOfCase, int[] caseOf) {
        return new CodedAttribute(name, values, i -> codeOfCase[caseOf[i]]);
    }
}
