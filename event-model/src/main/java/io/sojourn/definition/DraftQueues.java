package io.sojourn.definition;

import io.sojourn.definition.LogProfile.ActivityProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The queues that the lifecycles of a log speak of. An activity that is scheduled has a queue before it, from schedule
 * to start; any other has one behind it, from its end to the next sign of work in the case. One that is suspended has a
 * queue for that too.
 */
final class DraftQueues {
    /** Activities that get queues. */
    static final int ACTIVITIES = 100;

    private static final int LONGEST_ACTIVITY = 1_000;
    /** Transitions that are no sign of work going on. */
    private static final Set<String> IDLE = Set.of(
            "schedule",
            "assign",
            "reassign",
            "suspend",
            "resume",
            "withdraw",
            "ate_abort",
            "pi_abort",
            "autoskip",
            "manualskip");
    /** Transitions that end an activity without its completion. */
    private static final List<String> ENDS =
            List.of("complete", "withdraw", "ate_abort", "pi_abort", "autoskip", "manualskip");

    private final List<Queue> queues = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final String nextWork;
    private int unwritable;
    private int beyondLimit;

    /** A queue of the draft. */
    record Queue(String name, String enter, String leave, boolean perInstance, String comment) {}

    DraftQueues(List<ActivityProfile> activities) {
        nextWork = nextWork(activities);
        int used = 0;
        for (ActivityProfile a : activities) {
            if (!writable(a.activity())) {
                unwritable++;
            } else if (used == ACTIVITIES) {
                beyondLimit++;
            } else {
                used++;
                addQueues(a);
            }
        }
    }

    List<Queue> queues() {
        return queues;
    }

    /** Activities whose names can't be written in an expression. */
    int unwritable() {
        return unwritable;
    }

    int beyondLimit() {
        return beyondLimit;
    }

    private void addQueues(ActivityProfile a) {
        String comment = "lifecycles: " + String.join(", ", new TreeSet<>(a.lifecycles())) + "; events: " + a.events();
        String isActivity = "activity = " + literal(a.activity());
        Set<String> lifecycles = a.lifecycles();
        boolean waits = lifecycles.contains("schedule");
        if (waits) {
            List<String> leave = present(lifecycles, "start");
            add(
                    "before ",
                    a,
                    isActivity + " AND lifecycle = 'schedule'",
                    isActivity + " AND " + in(leave),
                    true,
                    comment);
        }
        if (lifecycles.contains("suspend")) {
            List<String> leave = present(lifecycles, "resume");
            add(
                    "suspended ",
                    a,
                    isActivity + " AND lifecycle = 'suspend'",
                    isActivity + " AND " + in(leave),
                    true,
                    comment);
        }
        if (!waits) {
            boolean several = lifecycles.size() > 1 && lifecycles.contains("complete");
            add(
                    "after ",
                    a,
                    several ? isActivity + " AND lifecycle = 'complete'" : isActivity,
                    nextWork,
                    false,
                    comment);
        }
    }

    private void add(
            String prefix, ActivityProfile a, String enter, String leave, boolean perInstance, String comment) {
        String name = prefix + a.activity().replaceAll("\\p{Cc}", " ");
        String unique = cut(name, "");
        for (int n = 2; !names.add(unique); n++) {
            unique = cut(name, " (" + n + ")");
        }
        queues.add(new Queue(unique, enter, leave, perInstance, comment));
    }

    private static String cut(String name, String suffix) {
        int length = Math.min(name.length(), YamlValue.NAME_LENGTH - suffix.length());
        boolean half = length < name.length() && Character.isHighSurrogate(name.charAt(length - 1));
        return name.substring(0, half ? length - 1 : length) + suffix;
    }

    /** The usual transition and those that end the activity, as far as it has them; all of them if it has none. */
    private static List<String> present(Set<String> lifecycles, String usual) {
        List<String> all = new ArrayList<>(List.of(usual));
        all.addAll(ENDS);
        List<String> found = all.stream().filter(lifecycles::contains).toList();
        return found.isEmpty() ? all : found;
    }

    /** What ends the wait after an activity: the next start, or the next event where not everything has a start. */
    private static String nextWork(List<ActivityProfile> activities) {
        if (!activities.isEmpty()
                && activities.stream().allMatch(a -> a.lifecycles().contains("start"))) {
            return "lifecycle = 'start'";
        }
        Set<String> all = new TreeSet<>();
        activities.forEach(a -> all.addAll(a.lifecycles()));
        List<String> work = all.stream()
                .filter(l -> !IDLE.contains(l) && writable(l))
                .limit(20)
                .toList();
        return work.size() == all.size() || work.isEmpty() ? "TRUE" : in(work);
    }

    private static String in(List<String> lifecycles) {
        return lifecycles.size() == 1
                ? "lifecycle = " + literal(lifecycles.get(0))
                : lifecycles.stream()
                        .map(DraftQueues::literal)
                        .collect(Collectors.joining(", ", "lifecycle IN (", ")"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Not too long for an expression, without the zero character, and well-formed Unicode. */
    private static boolean writable(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_ACTIVITY
                && text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    }
}
