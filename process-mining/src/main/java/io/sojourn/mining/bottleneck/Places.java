package io.sojourn.mining.bottleneck;

import io.sojourn.mining.waits.WaitCauses;
import java.util.List;

/**
 * All places of a log: its segments, and behind them those activities that are reached by more than one segment. A step that is
 * repeated by way of another one shows at its activity only: its segments are each passed once.
 */
final class Places {
    private final List<String> names;
    private final Pairs segments;
    private final int[] activityPlace;
    private final int[] activityOf;
    private final Grouping bySegment;
    private final Grouping byActivity;
    private final int activityPlaces;

    Places(WaitCauses waits) {
        int[] activities = waits.instances().activities();
        this.names = waits.instances().activityNames();
        this.segments = new Pairs(waits.enablement().sources(), activities);
        this.bySegment = Grouping.of(segments.pairOf(), segments.size());
        int[] reachedBy = new int[names.size()];
        for (int s = 0; s < segments.size(); s++) {
            reachedBy[segments.to(s)]++;
        }
        this.activityPlace = new int[names.size()];
        this.activityOf = new int[names.size()];
        int found = 0;
        for (int a = 0; a < reachedBy.length; a++) {
            activityPlace[a] = reachedBy[a] > 1 ? found : Grouping.NONE;
            activityOf[found] = a;
            found += reachedBy[a] > 1 ? 1 : 0;
        }
        this.activityPlaces = found;
        this.byActivity = Grouping.of(placeOfActivities(activities), found);
    }

    private int[] placeOfActivities(int[] activities) {
        int[] placeOf = segments.pairOf().clone();
        for (int i = 0; i < placeOf.length; i++) {
            placeOf[i] = placeOf[i] == Grouping.NONE ? Grouping.NONE : activityPlace[activities[i]];
        }
        return placeOf;
    }

    int size() {
        return segments.size() + activityPlaces;
    }

    Pairs segments() {
        return segments;
    }

    Grouping bySegment() {
        return bySegment;
    }

    boolean isSegment(int place) {
        return place < segments.size();
    }

    Place name(int place) {
        return isSegment(place)
                ? new Place(names.get(segments.from(place)), names.get(segments.to(place)))
                : new Place(null, names.get(activity(place)));
    }

    /** Code of the activity that is waited for. */
    int activity(int place) {
        return isSegment(place) ? segments.to(place) : activityOf[place - segments.size()];
    }

    /** Code of the activity before, -1 for any. */
    int source(int place) {
        return isSegment(place) ? segments.from(place) : -1;
    }

    int size(int place) {
        return isSegment(place) ? bySegment.size(place) : byActivity.size(place - segments.size());
    }

    /** The k-th instance that waits at a place; those of a case are neighbours. */
    int at(int place, int k) {
        return isSegment(place) ? bySegment.at(place, k) : byActivity.at(place - segments.size(), k);
    }
}
