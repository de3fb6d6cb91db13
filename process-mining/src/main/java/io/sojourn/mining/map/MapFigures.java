package io.sojourn.mining.map;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.flow.FlowPass;
import io.sojourn.mining.flow.PairIds;
import io.sojourn.mining.flow.TimeGroups;
import io.sojourn.mining.log.CaseBlocks;
import io.sojourn.mining.log.Parallel;
import io.sojourn.mining.log.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Puts the figures of all threads together, in the order of a map. */
final class MapFigures {
    private final List<String> names;
    private final List<MapKernel> kernels;
    private final Occurrences sums = new Occurrences();

    private MapFigures(List<String> names, List<MapKernel> kernels) {
        this.names = names;
        this.kernels = kernels;
        for (int a = 0; a < names.size(); a++) {
            for (MapKernel kernel : kernels) {
                sums.add(a, kernel.activities, a);
            }
        }
    }

    static MapFigures of(Selection selection, WorkCalendar calendar) {
        List<String> names = selection.log().activityNames();
        return new MapFigures(
                names,
                FlowPass.over(
                        selection,
                        () -> new MapKernel(names.size(), calendar, selection.hasStarts()),
                        CaseBlocks.Column.STARTS));
    }

    /** Activities that have an event, by (count down, name); codes are in the order of names. */
    List<MapActivity> activities() {
        return IntStream.range(0, names.size())
                .filter(a -> sums.count(a) > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(a -> -sums.count(a)).thenComparing(Comparator.naturalOrder()))
                .map(this::activity)
                .toList();
    }

    private MapActivity activity(int a) {
        long begins = kernels.stream().mapToLong(k -> k.begins[a]).sum();
        long ends = kernels.stream().mapToLong(k -> k.ends[a]).sum();
        long places = kernels.stream().mapToLong(k -> k.places[a]).sum();
        int[] same = new int[kernels.size()];
        Arrays.fill(same, a);
        return new MapActivity(
                names.get(a),
                sums.count(a),
                sums.cases(a),
                sums.most(a),
                begins,
                ends,
                (double) places / sums.cases(a),
                TimeGroups.distribution(kernels.stream().map(k -> k.service).toList(), same),
                TimeGroups.distribution(
                        kernels.stream().map(k -> k.workingService).toList(), same));
    }

    /**
     * Paths by (count down, from, to): the beginning before every activity, the end behind.
     *
     * @param activities of this map, for beginnings and ends
     */
    List<MapPath> paths(List<MapActivity> activities) {
        List<MapPath> paths = new ArrayList<>(pairs());
        for (MapActivity a : activities) {
            if (a.begins() > 0) {
                paths.add(end(null, a.name(), a.begins()));
            }
            if (a.ends() > 0) {
                paths.add(end(a.name(), null, a.ends()));
            }
        }
        Map<String, Integer> code = new HashMap<>();
        names.forEach(name -> code.put(name, code.size()));
        Comparator<String> codes = Comparator.comparing(code::get);
        paths.sort(Comparator.comparingLong((MapPath p) -> -p.count())
                .thenComparing(MapPath::from, Comparator.nullsFirst(codes))
                .thenComparing(MapPath::to, Comparator.nullsLast(codes)));
        return List.copyOf(paths);
    }

    private static MapPath end(String from, String to, long cases) {
        return new MapPath(from, to, cases, cases, 1, Distribution.NONE, Distribution.NONE);
    }

    private List<MapPath> pairs() {
        PairIds.Merged merged = PairIds.merge(kernels.stream().map(k -> k.pairs).toList());
        List<TimeGroups> times = kernels.stream().map(k -> k.times).toList();
        List<TimeGroups> working = kernels.stream().map(k -> k.working).toList();
        MapPath[] paths = new MapPath[merged.pairs().size()];
        Parallel.run(paths.length, pair -> {
            int[] ids = merged.ids().get(pair);
            Occurrences sum = new Occurrences();
            for (int t = 0; t < ids.length; t++) {
                if (ids[t] >= 0) {
                    sum.add(0, kernels.get(t).arcs, ids[t]);
                }
            }
            paths[pair] = new MapPath(
                    names.get(merged.pairs().from(pair)),
                    names.get(merged.pairs().to(pair)),
                    sum.count(0),
                    sum.cases(0),
                    sum.most(0),
                    TimeGroups.distribution(times, ids),
                    TimeGroups.distribution(working, ids));
        });
        return List.of(paths);
    }
}
