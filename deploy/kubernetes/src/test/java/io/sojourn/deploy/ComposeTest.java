package io.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The compose file's own references; what it may hold beyond them is not checked here. */
class ComposeTest {
    private static final Set<String> KEYS = Set.of(
            "image",
            "build",
            "restart",
            "depends_on",
            "volumes",
            "environment",
            "ports",
            "healthcheck",
            "user",
            "entrypoint",
            "command",
            "read_only",
            "cap_drop",
            "security_opt",
            "tmpfs",
            "<<");
    private static final Path FILE = Documents.DEPLOY.resolve("compose.yaml");

    private final JsonNode compose = Documents.of(FILE).get(0);
    private final JsonNode services = compose.path("services");

    @Test
    void servicesHaveKnownKeysAndAnImage() {
        services.forEach(s -> {
            s.fieldNames().forEachRemaining(key -> assertThat(KEYS).contains(key));
            assertThat(s.has("image") || s.has("<<")).isTrue();
        });
    }

    @Test
    void servicesDependOnServicesThatAreThere() {
        services.forEach(s -> {
            Set<String> needed = new TreeSet<>();
            JsonNode on = s.path("depends_on");
            if (on.isArray()) {
                on.forEach(n -> needed.add(n.asText()));
            } else {
                on.fieldNames().forEachRemaining(needed::add);
            }
            needed.forEach(n -> assertThat(services.has(n)).as(n).isTrue());
        });
    }

    @Test
    void volumesAreDeclaredAndFilesAreThere() {
        services.forEach(s -> s.path("volumes").forEach(v -> {
            String source = v.asText().split(":")[0];
            if (source.startsWith(".")) {
                assertThat(FILE.resolveSibling(source).normalize()).exists();
            } else {
                assertThat(compose.path("volumes").has(source)).as(source).isTrue();
            }
        }));
    }

    /** Grafana's provider reads the dashboards where they are mounted, and asks the Prometheus that is there. */
    @Test
    void grafanaFindsItsDashboardsAndPrometheus() {
        JsonNode provider = Documents.of(FILE.resolveSibling("grafana/dashboards/sojourn.yaml"))
                .get(0)
                .at("/providers/0");
        String path = provider.at("/options/path").asText();
        JsonNode grafana = services.path("grafana");
        assertThat(grafana.path("volumes")).anyMatch(v -> v.asText().equals("../dashboards/grafana:" + path + ":ro"));
        assertThat(grafana.at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                        .asText())
                .isEqualTo(path + "/wall.json");
        String url = Documents.of(FILE.resolveSibling("grafana/datasources/prometheus.yaml"))
                .get(0)
                .at("/datasources/0/url")
                .asText();
        assertThat(services.has(url.replaceFirst("http://(.*):9090", "$1")))
                .as(url)
                .isTrue();
    }

    @Test
    void portsAreOpenOnThisMachineAlone() {
        services.forEach(
                s -> s.path("ports").forEach(p -> assertThat(p.asText()).matches("127\\.0\\.0\\.1:\\d+:\\d+")));
    }

    @Test
    void imagesAreBuiltFromFilesThatAreThere() {
        services.forEach(s -> {
            if (s.has("build")) {
                Path context = FILE.resolveSibling(s.at("/build/context").asText());
                assertThat(context.resolve(s.at("/build/dockerfile").asText()).normalize())
                        .isRegularFile()
                        .satisfies(f -> assertThat(Files.readString(f)).contains("FROM ", "USER "));
            }
        });
    }
}
