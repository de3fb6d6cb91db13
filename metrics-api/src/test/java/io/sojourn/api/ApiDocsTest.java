package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/reference/api.md, as they stand there. */
class ApiDocsTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("^curl (?:-o \\S+ )?'localhost:8765/api/v1/([^']*)'$", Pattern.MULTILINE);

    @Test
    void everyExampleIsAnswered(@TempDir Path dir) throws Exception {
        String page = Files.readString(Path.of("../docs/reference/api.md"));
        List<String> examples = EXAMPLE.matcher(page)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
        assertThat(examples).hasSize((int)
                page.lines().filter(line -> line.startsWith("curl ")).count());
        try (FlowingStore flowing = new FlowingStore(dir, FlowingStore.events(new Random(17), 20))) {
            flowing.flowTo(NOON + 100 * HOUR);
            for (String example : examples) {
                HttpResponse<String> response = flowing.asking.send(example, BodyHandlers.ofString());
                assertThat(response.statusCode())
                        .as(example + " " + response.body())
                        .isEqualTo(200);
                Contract.kept("GET", "/api/v1/" + example, response);
            }
            assertThat(flowing.asking
                            .problem("queues?by=payr", 400)
                            .path("detail")
                            .textValue())
                    .isEqualTo("\"payr\" is not a dimension of authorization.");
        }
    }

    @Test
    void everyRouteOfTheTableIsInTheContract() throws Exception {
        String page = Files.readString(Path.of("../docs/reference/api.md"));
        String table = page.substring(page.indexOf("| route |"), page.indexOf("```"));
        Pattern.compile("^\\| (`.*?) \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .flatMap(row -> Pattern.compile("`(.*?)`").matcher(row.group(1)).results())
                .forEach(route -> assertThat(Contract.yaml()).contains("\n  /api/v1/" + route.group(1) + ":\n"));
    }
}
