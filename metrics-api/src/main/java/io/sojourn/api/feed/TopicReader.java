package io.sojourn.api.feed;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.Result;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.mining.results.ResultTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Makes results and positions of records. Positions: {@code TOPIC/PARTITION} is the next offset, {@code TOPIC#partitions} how
 * many there are; and what {@link PartitionClocks} keeps.
 *
 * <p>An insertion that is older than half the time after which records are compacted is read as an upsert: a removal of the
 * row before it may be gone already.
 */
final class TopicReader {
    private static final Duration INSERTS_HOLD = Duration.ofHours(12);

    /** Results in their order, and the positions behind them. */
    record Batch(List<Result> results, Map<String, Long> positions) {}

    private final ResultJson json;
    private final Map<String, PartitionClocks> clocks = new HashMap<>();
    private final Map<String, Long> positions;

    /** @param positions the durable ones */
    TopicReader(ResultJson json, Map<String, Long> positions) {
        this.json = json;
        this.positions = new HashMap<>(positions);
    }

    /** Says how many partitions a topic has; another number than before is a failure, since the order is gone then. */
    void open(String topic, int partitions) {
        Long before = positions.get(count(topic));
        if (before != null && before != partitions) {
            throw new SojournException(
                    ErrorCode.OTHER_DATA,
                    "topic " + topic + " has " + partitions + " partitions, and had " + before
                            + " when the store was filled from it.",
                    "Maybe it was made anew: begin with another --data and topics with other names.");
        }
        if (before == null) {
            positions.put(count(topic), (long) partitions);
        }
        clocks.computeIfAbsent(topic, t -> new PartitionClocks(t, partitions, positions));
    }

    private static String count(String topic) {
        return topic + "#partitions";
    }

    /** The next offset, or -1: from the front. */
    long position(String topic, int partition) {
        return positions.getOrDefault(topic + "/" + partition, -1L);
    }

    Batch read(ConsumerRecords<byte[], byte[]> records, ResultTopics topics, long nowMillis) {
        // All of them first: what fails here is read again, and must not have been heard.
        List<Result> decoded = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            decoded.add(decode(record, topics));
        }
        List<Result> results = new ArrayList<>(records.count());
        Map<String, Long> news = new HashMap<>();
        int next = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Result r = decoded.get(next++);
            if (r.kind() == Result.Kind.AS_OF) {
                clocks.get(record.topic()).read(r, record.partition(), news).ifPresent(results::add);
            } else {
                boolean old = nowMillis - record.timestamp() > INSERTS_HOLD.toMillis();
                results.add(
                        r.kind() == Result.Kind.INSERT && old
                                ? Result.upsert(r.table(), r.values(), r.group(), r.epoch())
                                : r);
            }
            news.put(record.topic() + "/" + record.partition(), record.offset() + 1);
        }
        if (!news.isEmpty()) {
            topics.all().forEach(t -> news.put(count(t), positions.get(count(t))));
            positions.putAll(news);
        }
        return new Batch(results, news);
    }

    private Result decode(ConsumerRecord<byte[], byte[]> record, ResultTopics topics) {
        String place = record.topic() + "-" + record.partition() + " offset " + record.offset();
        if (record.value() == null) {
            throw new SojournException(
                    ErrorCode.BROKEN, place + ": a record without a value.", "Maybe someone else writes to the topic.");
        }
        try {
            Result r = json.read(record.value());
            if (!topics.of(r.lane()).equals(record.topic())) {
                throw new SojournException(ErrorCode.BROKEN, "a result of lane " + r.lane() + " in this topic.");
            }
            return r;
        } catch (SojournException e) {
            throw new SojournException(e.code(), place + ": " + e.getMessage(), e.hint(), e);
        }
    }
}
