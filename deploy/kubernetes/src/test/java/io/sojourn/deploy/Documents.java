package io.sojourn.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The YAML documents under {@code deploy/}. */
final class Documents {
    static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();
    static final Path BASE = DEPLOY.resolve("kubernetes/base");
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Documents() {}

    static List<JsonNode> of(Path file) {
        try (var nodes = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return nodes.readAll();
        } catch (IOException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    /** All resources of the base. */
    static List<JsonNode> resources() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(BASE)) {
            files.filter(f -> !f.endsWith("kustomization.yaml")).sorted().forEach(f -> all.addAll(of(f)));
        }
        return all;
    }

    static List<JsonNode> resources(String kind) throws IOException {
        return resources().stream()
                .filter(r -> r.path("kind").asText().equals(kind))
                .toList();
    }

    static String name(JsonNode resource) {
        return resource.path("kind").asText() + " "
                + resource.path("metadata").path("name").asText();
    }
}
