package io.sojourn.mining.map;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.Views;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The directly-follows graph as a map: activities, the paths between them, and how cases begin and end, each with how often, in how
 * many cases, how often in one case, and how long, in calendar and in working time. Immutable.
 *
 * <p>All of it is in the order (start, time, position) of a case, which is (time, position) in a log without starts. So every activity lies on
 * a way from the beginning to the end: each case is one.
 *
 * <p>Lists are ordered: activities by (count down, name), paths by (count down, from, to) with the beginning before every activity and
 * the end behind; names by Unicode code point.
 *
 * <p>Cost: one reading of the selection on all processors; 8 bytes for each pair of neighbouring events, again for each event in a
 * log with starts, and all of that twice with a calendar.
 */
public final class ProcessMap {
    private final Whole whole;
    private final Sliders sliders;
    private final List<MapActivity> activities;
    private final List<MapPath> paths;

    /** All figures; what maps with different sliders share. */
    private record Whole(
            MapOptions options,
            long events,
            int cases,
            boolean hasService,
            List<MapActivity> activities,
            List<MapPath> paths,
            Backbone backbone) {}

    private ProcessMap(Whole whole, Sliders sliders, List<MapActivity> activities, List<MapPath> paths) {
        this.whole = whole;
        this.sliders = sliders;
        this.activities = activities;
        this.paths = paths;
    }

    /** The whole map of a log. */
    public static ProcessMap of(EventLog log, MapOptions options) {
        return of(log.all(), options);
    }

    /** The whole map of some cases and events of a log. */
    public static ProcessMap of(Selection selection, MapOptions options) {
        Selection viewed = Views.of(selection, options.view());
        MapFigures figures =
                MapFigures.of(viewed, options.calendar() == null ? null : WorkCalendar.of(options.calendar()));
        List<MapActivity> activities = figures.activities();
        List<MapPath> paths = figures.paths(activities);
        Whole whole = new Whole(
                options, viewed.events(), viewed.cases(), viewed.hasStarts(), activities, paths, new Backbone(paths));
        return new ProcessMap(whole, Sliders.all(), activities, paths);
    }

    /**
     * A part of the whole map, whatever part this one is. Figures are those of the whole map: simplifying hides, and changes no figure.
     *
     * <p>Activities: of n, the first a·n/100 (rounded up, at least one) in the order of the list; and those on their ways from the
     * beginning and to the end, by the rule of the backbone: from the beginning on, again and again, of all paths from something reached to an activity that is
     * not, the first one in the order of the list is taken; the way to the end likewise with all paths turned round.
     *
     * <p>Paths between these activities, beginnings and ends included: those among the first p·m/100 (rounded up) of all m paths of
     * the whole map in the order of the list; and for each activity the path by which the backbone reaches it, and the one by which it
     * leaves it.
     *
     * <p>So each activity lies on a way from the beginning to the end; a slider moved up only adds; 100 and 100 is the whole map. The
     * shares are the least that is shown: the backbone may add to both. Cost: O(paths).
     */
    public ProcessMap simplified(Sliders by) {
        int first =
                Math.max(1, Sliders.share(by.activities(), whole.activities().size()));
        Set<String> kept = whole.backbone()
                .closed(whole.activities().stream()
                        .limit(first)
                        .map(MapActivity::name)
                        .toList());
        int strongest = Sliders.share(by.paths(), whole.paths().size());
        List<MapPath> shown = IntStream.range(0, whole.paths().size())
                .filter(i -> i < strongest || whole.backbone().has(i))
                .mapToObj(whole.paths()::get)
                .filter(p -> (p.from() == null || kept.contains(p.from())) && (p.to() == null || kept.contains(p.to())))
                .toList();
        return new ProcessMap(
                whole,
                by,
                whole.activities().stream().filter(a -> kept.contains(a.name())).toList(),
                shown);
    }

    /** What it was made with. */
    public MapOptions options() {
        return whole.options();
    }

    public Sliders sliders() {
        return sliders;
    }

    /** Events of the view, shown or not. */
    public long events() {
        return whole.events();
    }

    public int cases() {
        return whole.cases();
    }

    /** Whether events have a start of their own, and activities a time. */
    public boolean hasService() {
        return whole.hasService();
    }

    /** Number of activities, shown or not. */
    public int allActivities() {
        return whole.activities().size();
    }

    /** Number of paths, shown or not. */
    public int allPaths() {
        return whole.paths().size();
    }

    /** The activities that are shown. */
    public List<MapActivity> activities() {
        return activities;
    }

    /** The paths that are shown, beginnings and ends included. */
    public List<MapPath> paths() {
        return paths;
    }
}
