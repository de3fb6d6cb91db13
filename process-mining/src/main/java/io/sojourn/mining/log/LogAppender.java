package io.sojourn.mining.log;

import io.sojourn.event.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes events in the order of their log: set the fields and attributes of one, then {@link #add} it. Several appenders, each
 * with a thread of its own, may take parts of one log, which {@link EventLogBuilder#build(List, AttributeTypes)} puts
 * together. Not thread-safe.
 */
public final class LogAppender {
    final Dictionary[] dictionaries = new Dictionary[LogPart.FIELDS];
    final List<Dictionary> attributeTexts = new ArrayList<>();
    final List<String> attributeNames = new ArrayList<>();
    /** Bit set of the types in which values came, per attribute. */
    final List<int[]> attributeKinds = new ArrayList<>();

    /** Names of attributes that are there also where no event has a value. */
    final Set<String> declared = new HashSet<>();

    private final Map<String, Integer> attributeColumns = new HashMap<>();
    private final int[] row = new int[LogPart.FIELDS];
    private int[] attributes = new int[16];
    private LogPart part;

    /** Begins with a part of its own. */
    public LogAppender() {
        for (int i = 0; i < dictionaries.length; i++) {
            dictionaries[i] = new Dictionary();
        }
        Arrays.fill(row, Dictionary.MISSING);
        Arrays.fill(attributes, Dictionary.MISSING);
        begin();
    }

    /** Begins the next part, and gives it. */
    public LogPart begin() {
        part = new LogPart(this);
        return part;
    }

    /** Sets a field of the next event; null is missing. */
    public void set(LogField field, String text) {
        row[field.ordinal()] = dictionaries[field.ordinal()].code(text);
    }

    /** Sets a field to the text with the UTF-8 bytes from {@code from} to before {@code to}; no bytes are missing. */
    public void set(LogField field, byte[] in, int from, int to) {
        row[field.ordinal()] = from == to ? Dictionary.MISSING : dictionaries[field.ordinal()].code(in, from, to);
    }

    /** The column of an attribute, for {@link #attribute}. */
    public int attributeColumn(String name) {
        Integer column = attributeColumns.get(name);
        if (column == null) {
            column = attributeNames.size();
            attributeColumns.put(name, column);
            attributeNames.add(name);
            attributeTexts.add(new Dictionary());
            attributeKinds.add(new int[1]);
            if (column >= attributes.length) {
                int old = attributes.length;
                attributes = Arrays.copyOf(attributes, old * 2);
                Arrays.fill(attributes, old, attributes.length, Dictionary.MISSING);
            }
        }
        return column;
    }

    /** The column of an attribute that is known to be there, also where no event has a value of it. */
    public int attributeColumn(String name, ColumnType type) {
        int column = attributeColumn(name);
        attributeKinds.get(column)[0] |= kind(type);
        declared.add(name);
        return column;
    }

    /**
     * Sets an attribute of the next event.
     *
     * @param text the value as a text
     * @param type what the value was in the file; null where the file has only texts
     */
    public void attribute(int column, String text, ColumnType type) {
        attributes[column] = attributeTexts.get(column).code(text);
        attributeKinds.get(column)[0] |= kind(type);
    }

    /** The same for the UTF-8 bytes of an untyped text that is not empty. */
    public void attribute(int column, byte[] in, int from, int to) {
        attributes[column] = attributeTexts.get(column).code(in, from, to);
        attributeKinds.get(column)[0] |= kind(null);
    }

    static int kind(ColumnType type) {
        return type == null ? 1 << ColumnType.values().length : 1 << type.ordinal();
    }

    /** Adds the event whose fields and attributes have been set, and forgets them. */
    public void add(long timeMicros) {
        part.add(row, attributes, attributeNames.size(), timeMicros);
        Arrays.fill(row, Dictionary.MISSING);
        Arrays.fill(attributes, 0, attributeNames.size(), Dictionary.MISSING);
    }

    /** Says when the event that was added last began; from then on the log has start times. */
    public void startedAt(long startMicros) {
        part.startLast(startMicros);
    }

    /** Forgets what was set of an event that is not added. */
    public void reset() {
        Arrays.fill(row, Dictionary.MISSING);
        Arrays.fill(attributes, 0, attributeNames.size(), Dictionary.MISSING);
    }
}
