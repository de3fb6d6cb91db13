package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.definition.DefinitionHistory;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The definitions of a running server. */
record ServerDefinitions(RunningServer server) {
    private static final String PATH = "/api/v1/definitions";

    /**
     * The versions of a process, as the server shows them.
     *
     * @param process or null: the only one
     */
    JsonNode versions(String process) {
        return server.get(path(process == null ? only() : process) + "/history").path("versions");
    }

    /** The names of all processes of the server. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        server.get(PATH)
                .path("definitions")
                .forEach(d -> names.add(d.path("process").asText()));
        return names;
    }

    private String only() {
        List<String> names = names();
        if (names.size() != 1) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the server has " + names.size() + " processes: " + String.join(", ", names) + ".",
                    "Maybe name one of them.");
        }
        return names.get(0);
    }

    /** The versions of a process, ready to be held against another one. */
    DefinitionHistory history(String process) {
        List<DefinitionVersion> all = new ArrayList<>();
        for (JsonNode v : versions(process)) {
            String name = "version " + v.path("version").asInt() + " of the server";
            JsonNode from = v.path("valid_from");
            all.add(new DefinitionVersion(
                    Definitions.compile(name, v.path("yaml").asText()),
                    from.isTextual()
                            ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(from.asText()))
                            : DefinitionVersion.BEGINNING));
        }
        return new DefinitionHistory(all);
    }

    /** Puts a version, or shows what it would change; the answer of the server. */
    JsonNode put(String process, String yaml, boolean restate, boolean dryRun) {
        return server.put(path(process) + "?restate=" + restate + "&dry_run=" + dryRun, yaml);
    }

    private static String path(String process) {
        return PATH + "/" + URLEncoder.encode(process, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
