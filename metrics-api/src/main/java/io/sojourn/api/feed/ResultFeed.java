package io.sojourn.api.feed;

import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.results.ResultJson;
import io.sojourn.mining.results.ResultTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of results into the store, from where the store is, and from the front when it is empty. Guarantee:
 * each result once in effect, in order within a lane and group, since positions become durable with the results. Brokers
 * or topics that aren't there are waited for. A version that isn't known is asked for before its results are taken. A record that can't be read, a position that is gone, and a failure of the
 * store are final: figures with a hole would be wrong without anyone knowing. Price: one thread, and one consumer's buffers.
 */
public final class ResultFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final Properties client;
    private final ResultTopics topics;
    private final FeedTarget target;
    private final InstantSource clock;
    private final TopicReader reader;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile FeedState state = new FeedState(FeedState.Status.WAITING, "it starts", null, 0, 0, 0);
    private long results;
    private long heardAtNanos;

    private ResultFeed(
            Properties client,
            ResultTopics topics,
            Collection<ProcessDefinition> definitions,
            FeedTarget target,
            InstantSource clock) {
        this.client = client;
        this.topics = topics;
        this.target = target;
        this.clock = clock;
        this.reader = new TopicReader(ResultJson.of(definitions, target::definitions), target.positions());
        this.thread = new Thread(this::run, "result-feed");
        thread.setDaemon(true);
    }

    /**
     * Starts reading.
     *
     * @param client properties of the consumer; {@code bootstrap.servers} at least
     */
    public static ResultFeed start(
            Properties client,
            ResultTopics topics,
            Collection<ProcessDefinition> definitions,
            FeedTarget target,
            InstantSource clock) {
        ResultFeed feed = new ResultFeed(client, topics, definitions, target, clock);
        feed.thread.start();
        return feed;
    }

    public FeedState state() {
        return state;
    }

    private void run() {
        long wait = 100;
        while (closing.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                assign(consumer);
                wait = 100;
                readOn(consumer);
            } catch (OffsetOutOfRangeException e) {
                fail(gone(e));
                return;
            } catch (KafkaException e) {
                say(FeedState.Status.WAITING, "the brokers don't answer: " + e.getMessage());
                LOG.warn("no results: {}", e.toString());
                wait = pause(wait);
            } catch (Waiting e) {
                say(FeedState.Status.WAITING, e.getMessage());
                wait = pause(wait);
            } catch (SojournException e) {
                if (e.code() != ErrorCode.BUSY) {
                    fail(e);
                    return;
                }
                say(FeedState.Status.WAITING, e.getMessage());
                wait = pause(wait);
            } catch (RuntimeException | Error e) {
                fail(new SojournException(ErrorCode.BROKEN, "reading results failed: " + e, null, e));
                return;
            }
        }
    }

    /** Something that may come isn't there yet. */
    private static final class Waiting extends Exception {
        private static final long serialVersionUID = 1L;

        Waiting(String message) {
            super(message);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties p = new Properties();
        p.putAll(client);
        p.setProperty("enable.auto.commit", "false");
        p.setProperty("auto.offset.reset", "none");
        p.setProperty("allow.auto.create.topics", "false");
        p.putIfAbsent("max.poll.records", "5000");
        p.putIfAbsent("max.partition.fetch.bytes", Integer.toString(Limits.RESULT_BYTES));
        return new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void assign(KafkaConsumer<byte[], byte[]> consumer) throws Waiting {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics.all()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, ASK);
            if (partitions == null || partitions.isEmpty()) {
                throw new Waiting("there is no topic " + topic + " yet");
            }
            reader.open(topic, partitions.size());
            partitions.forEach(p -> all.add(new TopicPartition(topic, p.partition())));
        }
        consumer.assign(all);
        for (TopicPartition p : all) {
            long position = reader.position(p.topic(), p.partition());
            if (position >= 0) {
                consumer.seek(p, position);
            } else {
                consumer.seekToBeginning(List.of(p));
            }
        }
        heardAtNanos = System.nanoTime();
        say(FeedState.Status.READING, null);
    }

    private void readOn(KafkaConsumer<byte[], byte[]> consumer) {
        while (closing.getCount() > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (records.isEmpty()) {
                listen(consumer);
                continue;
            }
            heardAtNanos = System.nanoTime();
            long now = clock.millis();
            TopicReader.Batch batch = reader.read(records, topics, now);
            target.accept(batch.results(), batch.positions());
            results += records.count();
            tell(consumer, now - last(records));
        }
    }

    private static long last(ConsumerRecords<byte[], byte[]> records) {
        long last = 0;
        for (ConsumerRecord<byte[], byte[]> r : records) {
            last = Math.max(last, r.timestamp());
        }
        return last;
    }

    /** Nothing came for a while: is anyone there? A consumer itself would never say. */
    private void listen(KafkaConsumer<byte[], byte[]> consumer) {
        if (System.nanoTime() - heardAtNanos > QUIET_NANOS) {
            consumer.endOffsets(consumer.assignment(), ASK);
            heardAtNanos = System.nanoTime();
        }
        tell(consumer, 0);
    }

    private void tell(KafkaConsumer<byte[], byte[]> consumer, long ageMillis) {
        long lag = consumer.assignment().stream()
                .mapToLong(p -> consumer.currentLag(p).orElse(0))
                .sum();
        state = new FeedState(
                FeedState.Status.READING, null, null, results, lag, lag == 0 ? 0 : Math.max(0, ageMillis));
    }

    private void say(FeedState.Status status, String message) {
        state = new FeedState(status, message, null, results, state.lagRecords(), state.lagMillis());
    }

    private void fail(SojournException e) {
        LOG.error("the results are no longer read: {}", e.fullMessage(), e);
        state = new FeedState(
                FeedState.Status.FAILED, e.fullMessage(), e, results, state.lagRecords(), state.lagMillis());
    }

    private static SojournException gone(OffsetOutOfRangeException e) {
        Map<TopicPartition, Long> where = e.offsetOutOfRangePartitions();
        return new SojournException(
                ErrorCode.OTHER_DATA,
                "the store was filled up to " + where + ", which the topics don't have.",
                "Maybe they were made anew: begin with another --data.",
                e);
    }

    /** Waits before the next try; returns how long to wait after that. */
    private long pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
        return Math.min(LONGEST_WAIT_MILLIS, 2 * millis);
    }

    /** Stops reading; what was handed to the store stays there. */
    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
