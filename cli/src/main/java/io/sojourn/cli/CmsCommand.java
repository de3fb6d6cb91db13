package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.cms.CmsCsv;
import io.sojourn.api.cms.CmsReports;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sojourn cms --year 2026}. */
@Command(
        name = "cms",
        mixinStandardHelpOptions = true,
        description = {
            "The yearly public figures on prior authorization (CMS-0057-F): each with numerator and denominator, for all",
            "payers and for each. The definition says in cms_0057 which events receive and decide a request."
        },
        footer = {"", "Example: sojourn cms --year 2026 --data data/live --choose partial=separate --csv"})
final class CmsCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--year", paramLabel = "YEAR", required = true, description = "The calendar year.")
    private int year;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/live",
            description = "The data folder; a server that runs over it is asked. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Ask the server at this address instead, e.g. http://localhost:8080.")
    private String api;

    @Option(names = "--process", paramLabel = "NAME", description = "The process; needed where there are several.")
    private String process;

    @Option(names = "--payer", paramLabel = "NAME", description = "This payer's requests only.")
    private String payer;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "As it was then, e.g. 2027-03-01T00:00:00Z.")
    private String asOf;

    @Option(
            names = "--choose",
            paramLabel = "NAME=ANSWER",
            description =
                    "Reads the rule so, where it can be read in several ways: partial=separate, days=business, ...")
    private Map<String, String> choices = new LinkedHashMap<>();

    @ArgGroup
    private Form form = new Form();

    /** One of these at most. */
    private static final class Form {
        @Option(names = "--json", description = "As one JSON document.")
        private boolean json;

        @Option(names = "--csv", description = "As CSV, a line for each figure and payer.")
        private boolean csv;

        @Option(
                names = "--sql",
                paramLabel = "FIGURE",
                description = "The query that gives this figure, e.g. standard_denied, for sojourn sql.")
        private String sql;
    }

    @Override
    public Integer call() {
        JsonNode report = report();
        if (form.json) {
            System.out.println(report);
        } else if (form.sql != null) {
            System.out.println(sql(report));
        } else {
            System.out.print(form.csv ? CmsCsv.of(report) : CmsText.of(report));
        }
        return 0;
    }

    private JsonNode report() {
        if (api != null) {
            return asked(RunningServer.at(api));
        }
        DataFolder folder = DataFolder.existing(data);
        Optional<RunningServer> server = RunningServer.of(folder);
        if (server.isPresent()) {
            return asked(server.get());
        }
        Health stored = new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, Instant.EPOCH);
        Map<String, List<String>> parameters = parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        try (Store store = Store.openExisting(data);
                Documents documents = new Documents(store, () -> stored, null, null, 1)) {
            return JSON.valueToTree(CmsReports.figures(documents, new Asked(parameters, CmsReports.parameters())));
        }
    }

    private JsonNode asked(RunningServer server) {
        return server.get(parameters().entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&", "/api/v1/cms-0057?", "")));
    }

    private Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>(choices);
        all.put("year", Integer.toString(year));
        put(all, "process", process);
        put(all, "payer", payer);
        put(all, Asked.AS_OF, asOf);
        return all;
    }

    private static void put(Map<String, String> all, String name, String value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String sql(JsonNode report) {
        List<String> known = new ArrayList<>();
        for (JsonNode f : report.path("figures")) {
            known.add(f.path("id").asText());
            if (f.path("id").asText().equals(form.sql)) {
                return f.path("sql").asText();
            }
        }
        throw new SojournException(
                ErrorCode.NOT_FOUND,
                "there is no figure \"" + form.sql + "\".",
                "Maybe one of " + String.join(", ", known) + ".");
    }
}
