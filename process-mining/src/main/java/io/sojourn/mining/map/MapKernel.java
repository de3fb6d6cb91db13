package io.sojourn.mining.map;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.mining.flow.Kernel;
import io.sojourn.mining.flow.PairIds;
import io.sojourn.mining.flow.TimeGroups;
import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.IntervalOrder;

/** Counts and times of the activities and pairs of a thread's cases, in the order (start, time, position). */
final class MapKernel implements Kernel {
    private static final int FIRST_GROUPS = 64;

    private final WorkCalendar calendar;
    private final boolean hasService;
    private final IntervalOrder intervalOrder = new IntervalOrder();
    private int caseNumber;

    final Occurrences activities = new Occurrences();
    final Occurrences arcs = new Occurrences();
    final PairIds pairs;
    final long[] begins;
    final long[] ends;
    /** Sum of the places of the first event of each case. */
    final long[] places;

    final TimeGroups service = new TimeGroups(FIRST_GROUPS);
    final TimeGroups workingService = new TimeGroups(FIRST_GROUPS);
    final TimeGroups times = new TimeGroups(FIRST_GROUPS);
    final TimeGroups working = new TimeGroups(FIRST_GROUPS);

    /** @param calendar null for no working time */
    MapKernel(int activities, WorkCalendar calendar, boolean hasService) {
        this.calendar = calendar;
        this.hasService = hasService;
        this.pairs = new PairIds(activities);
        this.begins = new long[activities];
        this.ends = new long[activities];
        this.places = new long[activities];
    }

    @Override
    public void take(CaseBlocks block) {
        boolean intervals = block.starts() != block.times();
        int[] offsets = block.offsets();
        for (int c = 0; c < block.cases(); c++) {
            caseNumber++;
            int from = offsets[c];
            int[] order = intervals ? intervalOrder.of(block.starts(), from, offsets[c + 1]) : null;
            int before = -1;
            for (int i = 0; i < offsets[c + 1] - from; i++) {
                int event = order == null ? from + i : order[i];
                takeEvent(block, event, i);
                if (before >= 0) {
                    takePair(block, before, event);
                }
                before = event;
            }
            begins[block.activities()[order == null ? from : order[0]]]++;
            ends[block.activities()[before]]++;
        }
    }

    private void takeEvent(CaseBlocks block, int event, int place) {
        int activity = block.activities()[event];
        if (activities.take(activity, caseNumber)) {
            places[activity] += place;
        }
        if (hasService) {
            add(activity, block.starts()[event], block.times()[event], service, workingService);
        }
    }

    private void takePair(CaseBlocks block, int before, int event) {
        int pair = pairs.id(block.activities()[before], block.activities()[event]);
        arcs.take(pair, caseNumber);
        add(pair, block.times()[before], block.starts()[event], times, working);
    }

    private void add(int group, long from, long to, TimeGroups all, TimeGroups worked) {
        all.add(group, to - from);
        if (calendar != null) {
            worked.add(group, calendar.between(from, to));
        }
    }
}
