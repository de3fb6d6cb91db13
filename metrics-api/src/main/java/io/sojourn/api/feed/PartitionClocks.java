package io.sojourn.api.feed;

import io.sojourn.fact.Result;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far each writer of one topic is. A writer says its as_of into every partition, behind the results that it is about; it
 * counts when it was read from all of them. What was read from which is kept with the positions, so that a reader that
 * starts again doesn't have to hear it again.
 */
final class PartitionClocks {
    private static final String AS_OF = "@as_of";
    private static final String EPOCH = "@epoch";

    /** What was last read of a writer in a partition. */
    private record Mark(long epoch, long asOf) {}

    private final String topic;
    private final int partitions;
    private final Map<String, Mark[]> writers = new HashMap<>();
    private final Map<String, Mark> told = new HashMap<>();

    PartitionClocks(String topic, int partitions, Map<String, Long> positions) {
        this.topic = topic;
        this.partitions = partitions;
        for (Map.Entry<String, Long> e : positions.entrySet()) {
            String name = e.getKey();
            if (name.startsWith(topic + "/") && name.endsWith(AS_OF)) {
                String stem = name.substring(0, name.length() - AS_OF.length());
                int hash = stem.indexOf('#');
                int partition = Integer.parseInt(stem.substring(topic.length() + 1, hash));
                Long epoch = positions.get(stem + EPOCH);
                if (partition < partitions && epoch != null) {
                    marks(stem.substring(hash + 1))[partition] = new Mark(epoch, e.getValue());
                }
            }
        }
    }

    private Mark[] marks(String writer) {
        return writers.computeIfAbsent(writer, w -> new Mark[partitions]);
    }

    /**
     * An {@link Result.Kind#AS_OF} was read from a partition.
     *
     * @param positions take what has to be kept
     * @return what it means for the whole topic, when that is news
     */
    Optional<Result> read(Result r, int partition, Map<String, Long> positions) {
        String writer = r.values()[0] + "/" + r.values()[1] + "/" + r.values()[2];
        Mark[] marks = marks(writer);
        Mark mark = new Mark(r.epoch(), (long) r.values()[3]);
        Mark before = marks[partition];
        if (before != null && before.epoch() > mark.epoch()) {
            return Optional.empty();
        }
        marks[partition] = mark;
        String stem = topic + "/" + partition + "#" + writer;
        positions.put(stem + AS_OF, mark.asOf());
        positions.put(stem + EPOCH, mark.epoch());
        long least = Long.MAX_VALUE;
        for (Mark m : marks) {
            if (m == null || m.epoch() != mark.epoch()) {
                return Optional.empty();
            }
            least = Math.min(least, m.asOf());
        }
        Mark news = new Mark(mark.epoch(), least);
        if (news.equals(told.put(writer, news))) {
            return Optional.empty();
        }
        Object[] values = {r.values()[0], r.values()[1], r.values()[2], least};
        return Optional.of(new Result(Result.Kind.AS_OF, null, values, r.epoch()));
    }
}
