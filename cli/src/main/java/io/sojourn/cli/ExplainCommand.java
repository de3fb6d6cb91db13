package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sojourn explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows one case: its events, and what the definition made of them.")
final class ExplainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
    private Path data;

    @Option(names = "--case", paramLabel = "ID", required = true, description = "The case.")
    private String caseId;

    @Option(names = "--process", paramLabel = "NAME", description = "Its process; needed where there are several.")
    private String process;

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.existing(data);
        Optional<RunningServer> server = RunningServer.of(folder);
        if (server.isPresent()) {
            String query = process == null ? "" : "?process=" + encoded(process);
            JsonNode document = server.get().get("/api/v1/cases/" + encoded(caseId) + query);
            System.out.print(CaseText.of(document));
            return 0;
        }
        Health stored = new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, Instant.EPOCH);
        try (Store store = Store.openExisting(data);
                Documents documents = new Documents(store, () -> stored, null, null, 1)) {
            System.out.print(CaseText.of(JSON.valueToTree(documents.oneCase(process, caseId))));
        }
        return 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
