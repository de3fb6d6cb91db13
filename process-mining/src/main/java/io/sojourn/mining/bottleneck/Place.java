package io.sojourn.mining.bottleneck;

/**
 * Where a case waits: at a segment, from a source activity to the next one, or before an activity, from wherever it came.
 *
 * @param source null for any
 */
public record Place(String source, String activity) {
    @Override
    public String toString() {
        return source == null ? "any > " + activity : source + " > " + activity;
    }
}
