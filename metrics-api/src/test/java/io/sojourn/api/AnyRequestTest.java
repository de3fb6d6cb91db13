package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is asked, by the contract or against it: never a 5xx, each answer of the contract, each refusal a problem document that
 * tells nothing of the inside. {@code -Dsojourn.seed=SEED} asks the requests of one round again, {@code -Dsojourn.times=N} N times as many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyRequestTest {
    private static final int ROUNDS = 1;
    private static final int ROUNDS_OF_FULL = 12;
    private static final int REQUESTS = 3;
    private static final int HTTP_URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");
    /** Words of a trace, of a class, of the database. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |java\\.|javalin|io\\.sojourn|duckdb|Exception\\b|(Binder|Catalog|Parser|Conversion|IO|Internal) Error");

    private static final Map<String, String> POLICIES = new LinkedHashMap<>();

    static {
        String every = "roles: [viewer, analyst, operator, admin, phi-reader]";
        POLICIES.put("every", "{" + every + "}");
        POLICIES.put("north", "{" + every + ", rows: {facility: [North]}}");
        POLICIES.put("few", "{" + every + ", smallest_cell: 5}");
        POLICIES.put("viewer", "{roles: [viewer], processes: [claims]}");
    }

    private final List<Operation> operations = Operation.all();
    private ContractWorld world;
    private String definition;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        world = ContractWorld.start(dir, POLICIES);
        definition = world.definition(ContractWorld.PROCESS);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void whateverIsAskedTheServerStandsIt() throws Exception {
        ask(ROUNDS);
    }

    @Test
    @Tag("full")
    void whateverIsAskedForLong() throws Exception {
        ask(ROUNDS_OF_FULL);
    }

    private void ask(int rounds) throws Exception {
        Long given = Long.getLong("sojourn.seed");
        int times = given == null ? rounds * Integer.getInteger("sojourn.times", 1) : 1;
        Map<Integer, Integer> statuses = new LinkedHashMap<>();
        for (int i = 0; i < times; i++) {
            round(given == null ? 20_261_122L + i : given, statuses);
        }
        assertThat(statuses.keySet()).as("statuses that came: " + statuses).contains(200, 400, 403, 404);
    }

    private void round(long seed, Map<Integer, Integer> statuses) throws Exception {
        Random random = new Random(seed);
        List<String> cursors = new ArrayList<>();
        AnyRequest any = new AnyRequest(random, cursors);
        List<String> policies = new ArrayList<>(POLICIES.keySet());
        for (Operation o : operations) {
            for (int i = 0; i < REQUESTS; i++) {
                AnyRequest.Made made = any.of(o, sample(o));
                String policy = random.nextInt(3) > 0 ? "every" : policies.get(random.nextInt(policies.size()));
                ContractWorld.Answer answer = world.send(request(made, policy));
                statuses.merge(answer.status(), 1, Integer::sum);
                check(o, made, answer, "-Dsojourn.seed=" + seed + " as " + policy + ": " + made);
                Matcher cursor = CURSOR.matcher(answer.body());
                if (cursor.find()) {
                    cursors.add(cursor.group(1));
                }
            }
        }
    }

    private String sample(Operation o) {
        return switch (o.id()) {
            case "putDefinition" -> definition;
            case "events", "replayRejected" ->
                "{\"process\": \"authorization\", \"case_id\": \"N-1\", \"event_id\": \"1\", \"activity\":"
                        + " \"SUBMITTED\", \"time\": \"2026-03-05T00:00:00Z\", \"facility\": \"North\"}";
            default -> null;
        };
    }

    private HttpRequest request(AnyRequest.Made made, String policy) {
        HttpRequest.Builder request = world.request(made.target(), policy);
        made.headers().forEach(request::header);
        return request.method(
                        made.method(),
                        made.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(made.body()))
                .build();
    }

    private static void check(Operation o, AnyRequest.Made made, ContractWorld.Answer answer, String as) {
        assertThat(answer.status()).as(as + " " + answer.body()).isLessThan(500);
        boolean isBroken = answer.status() == HTTP_URI_TOO_LONG || answer.status() == HEADERS_TOO_LARGE;
        if (answer.status() >= 400 && !made.method().equals("HEAD")) {
            assertThat(answer.type()).as(as).isEqualTo("application/problem+json");
            assertThat(INSIDE.matcher(answer.body()).find())
                    .as(as + " " + answer.body())
                    .isFalse();
            assertThat(answer.json().path("status").intValue()).as(as).isEqualTo(answer.status());
        }
        boolean isText = !answer.type().contains("parquet")
                && !answer.type().startsWith("text/event-stream")
                && !answer.headers().containsKey("content-encoding");
        if (made.method().equals(o.method()) && isText && !isBroken && answer.status() != 304) {
            String path = o.path().replaceAll("\\{.*?}", "x");
            assertThat(Contract.isKept(o.method(), path, answer.type(), answer.status(), answer.body()))
                    .as(as + " " + answer.status() + " " + answer.type() + " " + answer.body())
                    .isTrue();
        }
    }
}
