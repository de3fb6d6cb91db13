package io.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests against the published models and schemas. No cluster is asked: what only one can refuse is not seen. */
class ManifestsTest {
    private static final Map<String, Class<?>> MODELS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "apps/v1 StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "kafka.strimzi.io/v1 Kafka", Kafka.class,
            "kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class,
            "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class);
    /** No library on Maven Central has models of these: their shape is checked in {@link #monitorsFindTheirPorts}. */
    private static final Set<String> WITHOUT_MODEL = Set.of(
            "flink.apache.org/v1beta1 FlinkDeployment",
            "monitoring.coreos.com/v1 ServiceMonitor",
            "monitoring.coreos.com/v1 PodMonitor",
            "monitoring.coreos.com/v1 PrometheusRule");

    static Stream<JsonNode> resources() throws IOException {
        return Documents.resources().stream();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void modelsKnowEveryField(JsonNode resource) throws IOException {
        String type = resource.path("apiVersion").asText() + " "
                + resource.path("kind").asText();
        if (WITHOUT_MODEL.contains(type)) {
            return;
        }
        assertThat(MODELS).containsKey(type);

        Object model = Documents.YAML.treeToValue(resource, MODELS.get(type));

        assertThat(Unknown.inModel(model)).as(Documents.name(resource)).isEmpty();
    }

    @Test
    void unknownFieldsAreFound() throws IOException {
        ObjectNode topic = Documents.resources("KafkaTopic").get(0).deepCopy();
        topic.withObject("/spec").put("partition", 1);
        assertThat(Unknown.inModel(Documents.YAML.treeToValue(topic, KafkaTopic.class)))
                .containsExactly(".Spec.partition");

        ObjectNode job = Documents.resources("FlinkDeployment").get(0).deepCopy();
        job.withObject("/spec/job").put("upgradeMode", "sometimes").put("jarUri", "x");
        assertThat(Unknown.inSchema(job.path("spec"), flinkSchema())).hasSize(3);
    }

    /** The operator's newest API on Maven Central ends at Flink 1.20: its list of versions is the one thing left out. */
    @Test
    void schemaOfTheFlinkOperatorKnowsEveryField() throws IOException {
        JsonNode job = Documents.resources("FlinkDeployment").get(0);

        assertThat(Unknown.inSchema(job.path("spec"), flinkSchema()))
                .singleElement()
                .asString()
                .startsWith(".flinkVersion is none of")
                .endsWith("\"v2_2\"");
    }

    private static JsonNode flinkSchema() throws IOException {
        String file = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
        try (InputStream in = ManifestsTest.class.getResourceAsStream(file)) {
            return Documents.YAML.readTree(in).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        }
    }

    @Test
    void containersRunWithoutRootAndWithAReadOnlyFileSystem() throws IOException {
        for (JsonNode pod : List.of(
                Documents.resources("StatefulSet").get(0).at("/spec/template/spec"),
                Documents.resources("FlinkDeployment").get(0).at("/spec/podTemplate/spec"))) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            for (JsonNode container : pod.path("containers")) {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            }
        }
    }

    @Test
    void everyMountHasItsVolumeAndSecretsAreOnlyReferred() throws IOException {
        for (JsonNode pod : List.of(
                Documents.resources("StatefulSet").get(0).at("/spec/template/spec"),
                Documents.resources("FlinkDeployment").get(0).at("/spec/podTemplate/spec"))) {
            Set<String> volumes = names(pod.path("volumes"));
            volumes.add("data");
            assertThat(volumes).containsAll(names(pod.at("/containers/0/volumeMounts")));
        }
        assertThat(Documents.resources("Secret")).isEmpty();
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(v -> names.add(v.path("name").asText()));
        return names;
    }

    @Test
    void onlyOneProcessWritesTheStore() throws IOException {
        assertThat(Documents.resources("StatefulSet")
                        .get(0)
                        .at("/spec/replicas")
                        .asInt())
                .isOne();
    }

    @Test
    void monitorsFindTheirPorts() throws IOException {
        JsonNode service = Documents.resources("Service").get(0);
        JsonNode monitor = Documents.resources("ServiceMonitor").get(0).path("spec");
        assertThat(monitor.at("/selector/matchLabels")).isEqualTo(service.at("/metadata/labels"));
        assertThat(monitor.at("/endpoints/0/port")).isEqualTo(service.at("/spec/ports/0/name"));
        assertThat(service.at("/metadata/labels")
                        .path(monitor.path("jobLabel").asText())
                        .asText())
                .isEqualTo("sojourn");

        JsonNode job = Documents.resources("FlinkDeployment").get(0).path("spec");
        JsonNode pods = Documents.resources("PodMonitor").get(0).path("spec");
        assertThat(pods.at("/selector/matchLabels")).isEqualTo(job.at("/podTemplate/metadata/labels"));
        assertThat(pods.at("/podMetricsEndpoints/0/port"))
                .isEqualTo(job.at("/podTemplate/spec/containers/0/ports/0/name"));
        assertThat(job.at("/flinkConfiguration/metrics.reporter.prom.port").asInt())
                .isEqualTo(job.at("/podTemplate/spec/containers/0/ports/0/containerPort")
                        .asInt());
    }

    @Test
    void rulesAreThoseOfThePrometheusFile() throws IOException {
        JsonNode file = Documents.of(Documents.DEPLOY.resolve("prometheus/sojourn.rules.yml"))
                .get(0);
        assertThat(Documents.resources("PrometheusRule").get(0).at("/spec/groups"))
                .isEqualTo(file.path("groups"));
    }

    @Test
    void dashboardsAreThoseOfTheFiles() throws IOException {
        JsonNode map = Documents.resources("ConfigMap").get(0);
        Path folder = Documents.DEPLOY.resolveSibling("dashboards/grafana");
        List<String> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.map(f -> f.getFileName().toString()).sorted().toList();
        }
        assertThat(map.path("data").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        files.stream().map(f -> "sojourn-" + f).toList());
        for (String file : files) {
            assertThat(map.path("data").path("sojourn-" + file).asText())
                    .isEqualTo(Files.readString(folder.resolve(file)));
        }
        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    }

    @Test
    void kustomizationNamesEveryFileOfTheBase() throws IOException {
        JsonNode kustomization =
                Documents.of(Documents.BASE.resolve("kustomization.yaml")).get(0);
        List<String> named = new ArrayList<>();
        kustomization.path("resources").forEach(r -> named.add(r.asText()));
        try (Stream<Path> files = Files.list(Documents.BASE)) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(f -> f.getFileName().toString())
                                    .filter(f -> !f.equals("kustomization.yaml"))
                                    .toList());
        }
    }

    @Test
    void patchesOfOverlaysReplaceWhatIsThere() throws IOException {
        JsonNode overlay = Documents.of(Documents.DEPLOY.resolve("kubernetes/overlays/small/kustomization.yaml"))
                .get(0);
        for (JsonNode patch : overlay.path("patches")) {
            List<JsonNode> targets =
                    Documents.resources(patch.at("/target/kind").asText());
            assertThat(targets).as(patch.toString()).isNotEmpty();
            JsonNode steps = Documents.YAML.readTree(patch.path("patch").asText());
            for (JsonNode target : targets) {
                assertThat(StreamSupport.stream(steps.spliterator(), false)
                                .map(s -> s.path("path").asText()))
                        .allSatisfy(path -> assertThat(target.at(path).isMissingNode())
                                .as(path)
                                .isFalse());
            }
        }
    }
}
