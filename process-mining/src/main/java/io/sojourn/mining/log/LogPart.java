package io.sojourn.mining.log;

import java.util.ArrayList;
import java.util.List;

/** Consecutive events of a log on their way into it, in the codes of the appender that took them. */
public final class LogPart {
    static final int FIELDS = LogField.values().length;

    final LogAppender appender;
    final CodeBuffer[] codes = new CodeBuffer[FIELDS];
    final LongBuffer times = new LongBuffer();
    final List<CodeBuffer> attributes = new ArrayList<>();
    /** Null while no event has a start of its own. */
    LongBuffer starts;

    int size;

    LogPart(LogAppender appender) {
        this.appender = appender;
        for (int i = 0; i < FIELDS; i++) {
            codes[i] = new CodeBuffer();
        }
    }

    /** Number of events. */
    public int size() {
        return size;
    }

    void add(int[] row, int[] attributeCodes, int attributeCount, long timeMicros) {
        for (int i = 0; i < FIELDS; i++) {
            codes[i].add(row[i]);
        }
        for (int i = 0; i < attributeCount; i++) {
            if (attributeCodes[i] != Dictionary.MISSING) {
                attribute(i).add(attributeCodes[i]);
            }
        }
        times.add(timeMicros);
        if (starts != null) {
            starts.add(timeMicros);
        }
        size++;
    }

    private CodeBuffer attribute(int column) {
        while (attributes.size() <= column) {
            attributes.add(new CodeBuffer());
        }
        CodeBuffer buffer = attributes.get(column);
        buffer.fill(size);
        return buffer;
    }

    void startLast(long startMicros) {
        if (starts == null) {
            starts = times.copy();
        }
        starts.replaceLast(startMicros);
    }
}
