package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.access.Permission;
import io.sojourn.api.access.Permissions;
import io.sojourn.api.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation × every role × scopes of every kind, made of the contract: {@code x-access} says who may, and the server is held
 * to it over HTTP. An operation without it fails, as does one whose argument is not known here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {
    /** What a policy of each kind of scope says beside its roles. */
    private static final Map<String, String> SCOPES = new LinkedHashMap<>();

    static {
        SCOPES.put("all", "");
        SCOPES.put("north", ", rows: {facility: [North]}");
        SCOPES.put("nothing", ", rows: {facility: [Nowhere]}");
        SCOPES.put("claims", ", processes: [claims]");
        SCOPES.put("few", ", smallest_cell: 5");
    }

    /** Roles alone, none, and all of them together. */
    private static final String NO_ROLE = "norole";

    private static final String EVERY_ROLE = "everyrole";

    /** There is nothing to draw where no case is seen. */
    private static final Set<String> NEEDING_A_SEGMENT =
            Set.of("spectrum", "spectrumPicture", "cumulativeFlow", "cumulativeFlowPicture");

    /** What only rows of other facilities, and the other process, have. */
    private static final Map<String, List<String>> HIDDEN = Map.of(
            "all", List.of(),
            "few", List.of("\"case_id\":\"C-"),
            "north", List.of("South", "East"),
            "nothing", List.of("North", "South", "East"),
            "claims", List.of("SUBMITTED", "denial_rate"));

    private final List<Operation> operations = Operation.all();
    private ContractWorld world;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        Map<String, String> policies = new LinkedHashMap<>();
        roles().forEach((name, roles) ->
                SCOPES.forEach((scope, says) -> policies.put(name + "-" + scope, "{roles: " + roles + says + "}")));
        world = ContractWorld.start(dir, policies);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private static Map<String, List<String>> roles() {
        List<String> words = Arrays.stream(Role.values()).map(Role::word).toList();
        Map<String, List<String>> roles = new LinkedHashMap<>();
        roles.put(NO_ROLE, List.of());
        words.forEach(word -> roles.put(word, List.of(word)));
        roles.put(EVERY_ROLE, words);
        return roles;
    }

    private HttpRequest request(Operation o, String policy) {
        String target = o.id().equals("putDefinition") ? o.target("dry_run=true") : o.target();
        HttpRequest.Builder request = world.request(target, policy);
        String type = o.bodies().keySet().stream().findFirst().orElse(null);
        if (type != null) {
            request.header("Content-Type", type);
        }
        return request.method(o.method(), BodyPublishers.ofString(type == null ? "" : body(o)))
                .build();
    }

    private String body(Operation o) {
        return switch (o.id()) {
            case "sql" -> "{\"sql\": \"SELECT 1\"}";
            case "sqlComplete" -> "{\"sql\": \"SELECT \", \"cursor\": 7}";
            case "signIn" -> "{\"key\": \"" + world.key(NO_ROLE + "-all") + "\"}";
            case "putDefinition" ->
                world.definition(ContractWorld.PROCESS)
                        .replace("process: authorization\n", "process: authorization\nversion: 2\n");
            case "events" ->
                "{\"process\": \"authorization\", \"case_id\": \"N-1\", \"event_id\": \"1\","
                        + " \"activity\": \"SUBMITTED\", \"time\": \"2026-03-05T00:00:00Z\"}";
            case "caseId" -> "{\"case_id\": \"MRN-1\"}";
            case "replayRejected" -> "";
            default -> throw new AssertionError(o.id() + " has no body here");
        };
    }

    /** The statuses that the contract allows to who has these roles and this scope. */
    private static Set<Integer> allowed(Operation o, String role, String scope) {
        Operation.Access access = o.access();
        if (isRefused(o, role)) {
            return Set.of(403);
        }
        if (access.rows().equals("whole")) {
            return scope.equals("all") ? Set.of(200) : Set.of(403);
        }
        if (scope.equals("few") && access.smallCells().equals("refused")) {
            return Set.of(422);
        }
        boolean isOfOne = o.parameters().stream().anyMatch(p -> p.name().equals("process"));
        if (scope.equals("claims") && isOfOne) {
            return Set.of(404);
        }
        if (o.id().equals("oneCase")) {
            // One that isn't shown by this id is as if it were not there.
            return Set.of(role.equals(EVERY_ROLE) && !scope.equals("nothing") ? 200 : 404);
        }
        return scope.equals("nothing") && NEEDING_A_SEGMENT.contains(o.id()) ? Set.of(400) : Set.of(200);
    }

    @Test
    void everyOperationIsARouteAndSaysOfItWhatTheServerAsks() {
        Set<String> described =
                operations.stream().map(Operation::route).collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).containsExactlyElementsOf(world.server().routes());
        for (Operation o : operations) {
            Permission asked = Permissions.of(o.route());
            String role = asked.isOpen()
                    ? "anybody"
                    : asked.role() == null ? "known" : asked.role().word();
            assertThat(o.access().role()).as("x-access of " + o.route()).isEqualTo(role);
            assertThat(o.access().rows().equals("whole")).as(o.route()).isEqualTo(asked.whole());
            assertThat(o.access().rows()).as(o.route()).isIn("part", "whole", "none");
            assertThat(o.access().smallCells()).as(o.route()).isIn("counts", "refused");
        }
    }

    @Test
    void eachOperationIsForItsRolesAndScopesAndForNoOthers() throws Exception {
        assertThat(wrong(false)).isEmpty();
    }

    @Test
    @Tag("full")
    void norIsAScopeAWayAroundARole() throws Exception {
        assertThat(wrong(true)).isEmpty();
    }

    /** @param every true: also the scopes of roles that are refused without one */
    private List<String> wrong(boolean every) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Operation o : operations) {
            for (String role : roles().keySet()) {
                for (String scope : SCOPES.keySet()) {
                    if (!every && !scope.equals("all") && isRefused(o, role)) {
                        continue;
                    }
                    ContractWorld.Answer answer = world.send(request(o, role + "-" + scope));
                    Set<Integer> allowed = allowed(o, role, scope);
                    if (!allowed.contains(answer.status())) {
                        wrong.add(o.route() + " as " + role + " of " + scope + ": " + answer.status() + " instead of "
                                + allowed + " " + answer.body());
                    }
                    wrong.addAll(shown(o, role, scope, answer));
                }
            }
        }
        return wrong;
    }

    private static boolean isRefused(Operation o, String role) {
        Set<String> open = Set.of("anybody", "known", role);
        return !role.equals(EVERY_ROLE) && !open.contains(o.access().role());
    }

    /** What an answer shows although it must not. */
    private List<String> shown(Operation o, String role, String scope, ContractWorld.Answer answer) {
        List<String> wrong = new ArrayList<>();
        String where = o.route() + " as " + role + " of " + scope;
        boolean isStream = answer.type().startsWith("text/event-stream");
        if (!isStream
                && !Contract.isKept(
                        o.method(),
                        o.path().replaceAll("\\{.*?}", "x"),
                        answer.type(),
                        answer.status(),
                        answer.body())) {
            wrong.add(where + " is not of the contract: " + answer.status() + " " + answer.type() + answer.body());
        }
        for (String hidden : HIDDEN.get(scope)) {
            if (!o.access().role().equals("anybody") && answer.body().contains(hidden)) {
                wrong.add(where + " shows " + hidden);
            }
        }
        boolean mayName = role.equals(EVERY_ROLE) || role.equals("phi-reader");
        if (!mayName && answer.status() == 200 && answer.body().matches("(?s).*\\bC-\\d+.*")) {
            wrong.add(where + " shows a case id");
        }
        return wrong;
    }

    @Test
    void withoutAKeyOnlyOpenOperationsAnswer() throws Exception {
        for (Operation o : operations) {
            int status = world.send(request(o, null)).status();
            assertThat(status).as(o.route()).isEqualTo(o.access().role().equals("anybody") ? 200 : 401);
        }
    }

    @Test
    void aScopeShowsItsOwnRowsAndLessThanAll() throws Exception {
        int less = 0;
        for (Operation o : operations) {
            if (o.access().rows().equals("part") && o.method().equals("GET")) {
                String all = world.send(request(o, EVERY_ROLE + "-all")).body();
                String north = world.send(request(o, EVERY_ROLE + "-north")).body();
                String nothing = world.send(request(o, EVERY_ROLE + "-nothing")).body();
                less += all.equals(north) || north.equals(nothing) ? 0 : 1;
            }
        }
        assertThat(less).as("routes whose answers differ by scope").isGreaterThan(20);
    }
}
