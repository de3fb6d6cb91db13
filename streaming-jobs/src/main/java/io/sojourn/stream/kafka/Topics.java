package io.sojourn.stream.kafka;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import io.sojourn.mining.versions.DefinitionTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics and their settings. Makes those that are missing; of those that are there it says what differs, and changes
 * nothing: an administrator may have reasons. One difference is refused: a topic of results that time or size cuts off,
 * since a reader that begins at its front would have wrong figures.
 */
public final class Topics {
    private static final String DAY_MILLIS = "86400000";
    private static final int KNOWN_TRIES = 300;
    private static final long KNOWN_NANOS = 100_000_000L;
    private static final String TIMESTAMPS = "message.timestamp.type";
    private static final Map<String, String> EVENTS = Map.of(
            TIMESTAMPS,
            "LogAppendTime",
            "cleanup.policy",
            "delete",
            "retention.ms",
            "1209600000",
            "max.message.bytes",
            Integer.toString(2 * Limits.LINE_LENGTH));
    private static final Map<String, String> COMPACTED = Map.of(
            TIMESTAMPS,
            "LogAppendTime",
            "cleanup.policy",
            "compact",
            "min.compaction.lag.ms",
            DAY_MILLIS,
            "max.message.bytes",
            Integer.toString(Limits.RESULT_BYTES));

    /**
     * A topic as it should be.
     *
     * @param partitions how many, when it is made
     */
    private record Wanted(String name, int partitions, Map<String, String> settings) {}

    private Topics() {}

    /**
     * Makes what is missing and checks what is there.
     *
     * @param partitions of the events: as many tasks can read at a time; the topics of results have {@code
     *     resultPartitions}, which can't be changed later
     * @param replication copies of each partition; -1 for the broker's default
     * @return what differs from what was asked, one sentence each
     */
    public static List<String> create(KafkaSettings settings, int partitions, int resultPartitions, short replication) {
        List<Wanted> wanted = List.of(
                new Wanted(settings.events(), partitions, EVENTS),
                new Wanted(settings.results().facts(), resultPartitions, COMPACTED),
                new Wanted(settings.results().aggregates(), resultPartitions, COMPACTED),
                new Wanted(settings.results().rejected(), resultPartitions, COMPACTED),
                new Wanted(settings.results().definitions(), 1, DefinitionTopic.SETTINGS));
        try (Admin admin = Admin.create(settings.with(Map.of()))) {
            List<String> differences = new ArrayList<>();
            for (Wanted w : wanted) {
                if (make(admin, w, replication)) {
                    awaitKnown(admin, w.name());
                } else {
                    differences.addAll(differences(admin, w));
                }
            }
            return differences;
        }
    }

    /** How many partitions a topic has; empty when there is no such topic. */
    public static Optional<Integer> partitions(KafkaSettings settings, String topic) {
        try (Admin admin = Admin.create(settings.with(Map.of()))) {
            return description(admin, topic).map(d -> d.partitions().size());
        }
    }

    /** False when it is there already. */
    private static boolean make(Admin admin, Wanted w, short replication) {
        NewTopic topic = new NewTopic(
                        w.name(),
                        Optional.of(w.partitions()),
                        Optional.of(replication).filter(r -> r > 0))
                .configs(w.settings());
        try {
            get(admin.createTopics(List.of(topic)).all(), "making the topic " + w.name());
            return true;
        } catch (SojournException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    /** A new topic is known everywhere a moment after it was made. */
    private static void awaitKnown(Admin admin, String topic) {
        for (int tries = 0; description(admin, topic).isEmpty(); tries++) {
            if (tries == KNOWN_TRIES) {
                throw new SojournException(ErrorCode.BUSY, "the brokers don't know the topic " + topic + " they made.");
            }
            LockSupport.parkNanos(KNOWN_NANOS);
        }
    }

    private static List<String> differences(Admin admin, Wanted w) {
        List<String> differences = new ArrayList<>();
        int partitions = description(admin, w.name()).orElseThrow().partitions().size();
        if (partitions != w.partitions()) {
            differences.add("topic " + w.name() + " has " + partitions + " partitions, not " + w.partitions() + ".");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, w.name());
        Config config = get(admin.describeConfigs(Set.of(resource)).all(), "reading the settings of " + w.name())
                .get(resource);
        for (Map.Entry<String, String> e : new TreeMap<>(w.settings()).entrySet()) {
            ConfigEntry entry = config.get(e.getKey());
            String is = entry == null ? "unset" : entry.value();
            if (!is.equals(e.getValue())) {
                refuse(w, e.getKey(), is);
                differences.add("topic " + w.name() + " has " + e.getKey() + "=" + is + ", not " + e.getValue() + ".");
            }
        }
        return differences;
    }

    private static Config config(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return get(admin.describeConfigs(Set.of(resource)).all(), "reading the settings of " + topic)
                .get(resource);
    }

    /** Refuses a topic of events whose times are what producers claim: as_of would be too. */
    static void checkAppendTime(KafkaSettings settings) {
        try (Admin admin = Admin.create(settings.with(Map.of()))) {
            ConfigEntry entry = config(admin, settings.events()).get(TIMESTAMPS);
            if (entry == null || !entry.value().equals(EVENTS.get(TIMESTAMPS))) {
                throw new SojournException(
                        ErrorCode.BAD_REQUEST,
                        "topic " + settings.events() + " has " + TIMESTAMPS + "="
                                + (entry == null ? "unset" : entry.value())
                                + ": as_of would be what producers claim.",
                        "Maybe set it to LogAppendTime, or replay history with --as-of events.");
            }
        }
    }

    private static void refuse(Wanted w, String setting, String is) {
        if (setting.equals("cleanup.policy") && w.settings() != EVENTS && is.contains("delete")) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "topic " + w.name() + " has cleanup.policy=" + is + ": what is in it would vanish.",
                    "Maybe set it to compact, or choose other names with --results.");
        }
    }

    private static Optional<TopicDescription> description(Admin admin, String topic) {
        try {
            return Optional.of(get(admin.describeTopics(List.of(topic)).allTopicNames(), "looking at " + topic)
                    .get(topic));
        } catch (SojournException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new SojournException(
                    ErrorCode.BUSY,
                    what + " failed: " + e.getCause().getMessage() + ".",
                    "Maybe the brokers don't run, or the client's properties lack what they ask for.",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "interrupted while " + what, null, e);
        }
    }
}
