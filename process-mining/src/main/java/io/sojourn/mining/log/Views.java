package io.sojourn.mining.log;

/** Makes the views of a log. */
public final class Views {
    private Views() {}

    /** The view of a log, see {@link View}; all of the log where the view is no other. */
    public static Selection of(EventLog log, View view) {
        return of(log.all(), view);
    }

    /** The view of some cases and events of a log; the same where the view is no other. Starts are paired in whole cases. */
    public static Selection of(Selection selection, View view) {
        EventLog log = selection.log();
        boolean both = hasStartAndComplete(log);
        return switch (view) {
            case ALL -> selection;
            case COMPLETE -> both ? selection.withEvents(completions(log)) : selection;
            case INTERVAL -> log.hasStarts() || !both ? selection : selection.withEvents(completions(log), pair(log));
        };
    }

    /** True when the log has events of the lifecycles start and complete. */
    public static boolean hasStartAndComplete(EventLog log) {
        return log.lifecycleNames().contains("start") && log.lifecycleNames().contains("complete");
    }

    private static long[] completions(EventLog log) {
        int complete = log.lifecycleNames().indexOf("complete");
        Codes lifecycles = log.lifecycles();
        long[] bits = Bits.of(log.events());
        for (int i = 0; i < lifecycles.size(); i++) {
            if (lifecycles.at(i) == complete) {
                Bits.set(bits, i);
            }
        }
        return bits;
    }

    /** The start of each completion; for other events their time. */
    private static long[] pair(EventLog log) {
        long[] starts = log.times().clone();
        Pairing pairing = new Pairing(log);
        int[] bounds = log.all().cut(Parallel.tasks());
        int[] nextOpen = new int[starts.length];
        Parallel.run(bounds.length - 1, t -> pairing.pair(bounds[t], bounds[t + 1], starts, nextOpen));
        return starts;
    }

    /** How starts and completions of a log fit together; zeros in a log that has not both. */
    public static Orphans orphans(EventLog log) {
        if (!hasStartAndComplete(log)) {
            return new Orphans(0, 0);
        }
        return new Pairing(log).pair(0, log.cases(), log.times().clone(), new int[log.events()]);
    }

    /**
     * Events that the pairing left alone.
     *
     * @param starts starts without a completion
     * @param completions completions without a start
     */
    public record Orphans(long starts, long completions) {}

    /** Pairs each completion with the oldest open start of its case, activity and instance. */
    private record Pairing(EventLog log, int start, int complete, long instances) {
        Pairing(EventLog log) {
            this(
                    log,
                    log.lifecycleNames().indexOf("start"),
                    log.lifecycleNames().indexOf("complete"),
                    log.instanceNames().size() + 1L);
        }

        Orphans pair(int fromCase, int toCase, long[] starts, int[] nextOpen) {
            LongIntMap first = new LongIntMap();
            LongIntMap last = new LongIntMap();
            long opened = 0;
            long closed = 0;
            long alone = 0;
            for (int c = fromCase; c < toCase; c++) {
                first.clear();
                last.clear();
                for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                    int lifecycle = log.lifecycles().at(i);
                    long key =
                            log.activities().at(i) * instances + log.instances().at(i) + 1;
                    if (lifecycle == start) {
                        push(first, last, nextOpen, key, i);
                        opened++;
                    } else if (lifecycle == complete) {
                        int open = first.get(key, -1);
                        if (open >= 0) {
                            starts[i] = log.times()[open];
                            first.put(key, nextOpen[open]);
                            closed++;
                        } else {
                            alone++;
                        }
                    }
                }
            }
            return new Orphans(opened - closed, alone);
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
}
