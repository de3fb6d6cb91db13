package io.sojourn.mining.spectrum;

/** A step from one activity to the one that comes right after it. */
public record Segment(String from, String to) {
    @Override
    public String toString() {
        return from + " > " + to;
    }
}
