package io.sojourn.mining.log;

import java.util.Arrays;
import java.util.List;

/** Makes the views of a log. */
public final class Views {
    private Views() {}

    /** The view of a log, see {@link View}; the log itself where the view is no other. */
    public static EventLog of(EventLog log, View view) {
        boolean both = hasStartAndComplete(log);
        return switch (view) {
            case ALL -> log;
            case COMPLETE -> both ? completions(log, null) : log;
            case INTERVAL -> log.hasStarts() || !both ? log : completions(log, pair(log));
        };
    }

    /** True when the log has events of the lifecycles start and complete. */
    public static boolean hasStartAndComplete(EventLog log) {
        List<String> names = log.lifecycleNames();
        return names.contains("start") && names.contains("complete");
    }

    /** The completions, with the given starts (by event of the whole log); cases without one fall away. */
    private static EventLog completions(EventLog log, long[] starts) {
        int complete = log.lifecycleNames().indexOf("complete");
        int[] lifecycles = log.lifecycles();
        int[] offsets = log.offsets();
        int[] places = new int[log.events()];
        int[] newOffsets = new int[log.cases() + 1];
        String[] caseIds = new String[log.cases()];
        int events = 0;
        int cases = 0;
        for (int c = 0; c < log.cases(); c++) {
            int before = events;
            for (int i = offsets[c]; i < offsets[c + 1]; i++) {
                if (lifecycles[i] == complete) {
                    places[events++] = i;
                }
            }
            if (events > before) {
                caseIds[cases++] = log.caseId(c);
                newOffsets[cases] = events;
            }
        }
        int[] kept = Arrays.copyOf(places, events);
        long[] oldStarts = starts == null ? log.columns().starts() : starts;
        long[] newStarts = oldStarts == null ? null : LogColumns.pick(oldStarts, kept);
        return new EventLog(
                Arrays.copyOf(caseIds, cases),
                Arrays.copyOf(newOffsets, cases + 1),
                log.columns().at(kept, newStarts));
    }

    /** The start of each completion; for other events their time. */
    private static long[] pair(EventLog log) {
        LogColumns columns = log.columns();
        int start = log.lifecycleNames().indexOf("start");
        int complete = log.lifecycleNames().indexOf("complete");
        long[] starts = columns.times().clone();
        int[] nextOpen = new int[starts.length];
        long instances = columns.instanceNames().length + 1L;
        LongIntMap first = new LongIntMap();
        LongIntMap last = new LongIntMap();
        for (int c = 0; c < log.cases(); c++) {
            first.clear();
            last.clear();
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                long key = columns.activities()[i] * instances + columns.instances()[i] + 1;
                if (columns.lifecycles()[i] == start) {
                    push(first, last, nextOpen, key, i);
                } else if (columns.lifecycles()[i] == complete && first.get(key, -1) >= 0) {
                    int open = first.get(key, -1);
                    starts[i] = columns.times()[open];
                    first.put(key, nextOpen[open]);
                }
            }
        }
        return starts;
    }

    private static void push(LongIntMap first, LongIntMap last, int[] nextOpen, long key, int event) {
        nextOpen[event] = -1;
        if (first.get(key, -1) < 0) {
            first.put(key, event);
        } else {
            nextOpen[last.get(key, -1)] = event;
        }
        last.put(key, event);
    }
}
