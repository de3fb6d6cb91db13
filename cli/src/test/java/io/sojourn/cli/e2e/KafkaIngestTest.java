package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.cli.cluster.BrokerProcess;
import io.sojourn.mining.versions.DefinitionTopic;
import io.sojourn.stream.kafka.KafkaSettings;
import io.sojourn.stream.kafka.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are posted to {@code sojourn serve --kafka}. */
class KafkaIngestTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String EVENT =
            """
            {"schema":1,"process":"live","case_id":"%s","event_id":"%s","activity":"NEW","time":"2026-01-05T10:00:00Z"}""";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private KafkaSettings kafka;

    @Test
    void whatIsAcknowledgedIsInTheTopicAndWithoutABrokerNothingIs() throws Exception {
        Path definition = Files.writeString(folder.resolve("live.yaml"), "process: live\n");
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0)) {
            kafka = KafkaSettings.of(broker.bootstrapServers());
            Topics.create(kafka, 2, 2, (short) 1);
            try (ChildProcess serve = ChildProcess.sojourn(
                    Files.createDirectories(folder.resolve("serve")),
                    List.of("serve", "--kafka", kafka.brokers(), "--definition", definition.toString()),
                    "--data",
                    folder.resolve("data").toString(),
                    "--port",
                    "0")) {
                Api api = serve.api();
                HttpResponse<String> answer = post(api, event("c1", "e1") + "\n" + event("c2", "e2") + "\n{}");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"accepted\":2", "\"rejected\":1");
                assertThat(inTopic()).containsExactly("live|c1 e1 http", "live|c2 e2 http");
                assertThat(api.number("SELECT count(*) FROM rejected_events")).isEqualTo(1);

                String next = "process: live\nversion: 2\nattributes: {ward: text}\n";
                assertThat(put(api, next)).isEqualTo(200);
                assertThat(versionsInTopic()).containsExactly(1, 2);
                String withWard = event("c3", "e9").replace("}", ",\"attributes\":{\"ward\":\"icu\"}}");
                assertThat(post(api, withWard).statusCode()).isEqualTo(200);
                assertThat(inTopic()).containsExactly("live|c1 e1 http", "live|c2 e2 http", "live|c3 e9 http icu by 2");

                broker.kill();
                assertThat(put(api, next.replace("2", "3"))).isEqualTo(503);
                assertThat(api.get("definitions/live/history").get("versions")).hasSize(2);
                HttpResponse<String> away = post(api, event("c1", "e3"));
                assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
                assertThat(away.headers().firstValue("Retry-After")).isPresent();
                assertThat(away.body()).contains("none of them is acknowledged");

                broker.restart();
                await().atMost(PATIENCE)
                        .until(() -> post(api, event("c1", "e3")).statusCode() == 200);
                assertThat(inTopic())
                        .containsExactly(
                                "live|c1 e1 http", "live|c1 e3 http", "live|c2 e2 http", "live|c3 e9 http icu by 2");
                await().atMost(PATIENCE).until(() -> put(api, next.replace("2", "3")) == 200);
                assertThat(versionsInTopic()).containsExactly(1, 2, 3);
            }
        }
    }

    private static String event(String caseId, String eventId) {
        return EVENT.formatted(caseId, eventId);
    }

    private HttpResponse<String> post(Api api, String body) throws Exception {
        return http.send(
                api.request("api/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int put(Api api, String yaml) throws Exception {
        HttpRequest request = api.request("api/v1/definitions/live")
                .PUT(HttpRequest.BodyPublishers.ofString(yaml))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private List<Integer> versionsInTopic() {
        List<Integer> numbers = new ArrayList<>();
        try (DefinitionTopic topic = kafka.definitions()) {
            topic.read(entry -> numbers.add(entry.version().number()));
        }
        return numbers;
    }

    /** Key, id and source of the events in the topic, each once, however often it was sent; and a ward with its version. */
    private Set<String> inTopic() throws Exception {
        Set<String> found = new TreeSet<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                kafka.with(Map.of("auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> all =
                    List.of(new TopicPartition(kafka.events(), 0), new TopicPartition(kafka.events(), 1));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofMillis(200))) {
                    var event = Api.JSON.readTree(r.value().getBytes(StandardCharsets.UTF_8));
                    found.add(r.key() + " " + event.get("event_id").asText() + " "
                            + event.get("source").asText() + ward(event, r));
                }
            }
        }
        return found;
    }

    private static String ward(JsonNode event, ConsumerRecord<String, String> record) {
        String ward = event.path("attributes").path("ward").asText();
        byte[] version = record.headers().lastHeader("definition").value();
        return ward.isEmpty() ? "" : " " + ward + " by " + new String(version, StandardCharsets.UTF_8);
    }
}
