package io.sojourn.mining.bottleneck;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.QueueRule;
import io.sojourn.mining.flow.Distribution;
import io.sojourn.mining.waits.QueueStay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stays in a queue of a definition.
 *
 * @param stays all of them; {@code open} had not left when the log ended
 * @param totalMicros all time in the queue, that of open stays until the end of the log
 * @param standing cases in it at any moment: total / length of the log (Little's law)
 * @param calendar how long those that left had stayed, in calendar time
 * @param working the same in working time, or null without a calendar
 */
public record QueueFigures(
        QueueRule queue,
        long stays,
        long open,
        long totalMicros,
        double standing,
        Distribution calendar,
        Distribution working) {
    private static final Comparator<QueueFigures> BY_TOTAL =
            Comparator.comparingLong(QueueFigures::totalMicros).reversed().thenComparing(f -> f.queue.name());

    /** Of each queue that has a stay, by (total down, name). */
    static List<QueueFigures> of(List<QueueStay> stays, long periodMicros, WorkCalendar calendar) {
        Map<String, List<QueueStay>> byQueue = new LinkedHashMap<>();
        stays.forEach(s -> byQueue.computeIfAbsent(s.queue().name(), q -> new ArrayList<>())
                .add(s));
        return byQueue.values().stream()
                .map(q -> ofQueue(q, periodMicros, calendar))
                .sorted(BY_TOTAL)
                .toList();
    }

    private static QueueFigures ofQueue(List<QueueStay> stays, long periodMicros, WorkCalendar calendar) {
        List<QueueStay> left = stays.stream().filter(s -> !s.isOpen()).toList();
        long total = stays.stream().mapToLong(s -> s.to() - s.from()).sum();
        return new QueueFigures(
                stays.get(0).queue(),
                stays.size(),
                stays.size() - left.size(),
                total,
                periodMicros == 0 ? 0 : (double) total / periodMicros,
                distribution(left.stream().mapToLong(s -> s.to() - s.from()).toArray()),
                calendar == null
                        ? null
                        : distribution(left.stream()
                                .mapToLong(s -> calendar.between(s.from(), s.to()))
                                .toArray()));
    }

    private static Distribution distribution(long[] micros) {
        return Distribution.ofMicros(micros, 0, micros.length);
    }
}
