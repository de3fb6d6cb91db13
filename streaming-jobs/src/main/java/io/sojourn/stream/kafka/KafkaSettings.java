package io.sojourn.stream.kafka;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.results.ResultTopics;
import io.sojourn.mining.versions.DefinitionTopic;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How to reach Kafka.
 *
 * @param brokers {@code host:port}, separated by commas
 * @param events topic of the events
 * @param results topics of the results, and that of the definitions
 * @param client further properties of every client (security, time-outs); they may hold secrets and are never shown
 */
public record KafkaSettings(String brokers, String events, ResultTopics results, Map<String, String> client)
        implements Serializable {
    public static final String CASE_EVENTS = "case-events";

    public KafkaSettings {
        if (brokers == null || brokers.isBlank()) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST, "no Kafka brokers are given.", "Maybe --brokers localhost:9092.");
        }
        client = new TreeMap<>(client);
    }

    public static KafkaSettings of(String brokers) {
        return new KafkaSettings(brokers, CASE_EVENTS, ResultTopics.defaults(), Map.of());
    }

    public KafkaSettings withEvents(String topic) {
        return new KafkaSettings(brokers, topic, results, client);
    }

    public KafkaSettings withResults(ResultTopics topics) {
        return new KafkaSettings(brokers, events, topics, client);
    }

    public KafkaSettings withClient(Map<String, String> properties) {
        return new KafkaSettings(brokers, events, results, properties);
    }

    /** The properties in a file ({@code name=value} lines); messages about it never show its contents. */
    public static Map<String, String> read(Path file) {
        Properties p = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            p.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "the Kafka properties in " + file + " can't be read: "
                            + e.getClass().getSimpleName() + ".",
                    "Maybe check the path; the file has lines name=value.",
                    e);
        }
        Map<String, String> properties = new TreeMap<>();
        p.stringPropertyNames().forEach(name -> properties.put(name, p.getProperty(name)));
        return properties;
    }

    /** The topic of the definitions; the caller closes it. */
    public DefinitionTopic definitions() {
        return new DefinitionTopic(with(Map.of()), results.definitions());
    }

    /** For a client: the given properties under those of the file, and the brokers. */
    public Properties with(Map<String, String> defaults) {
        Properties p = new Properties();
        p.putAll(defaults);
        p.putAll(client);
        p.setProperty("bootstrap.servers", brokers);
        return p;
    }

    /** Without the client's properties: they may hold secrets. */
    @Override
    public String toString() {
        return "Kafka at " + brokers + " (" + events + " -> " + results + ", " + client.size() + " client properties)";
    }
}
