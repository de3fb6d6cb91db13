package io.sojourn.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.event.SojournException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-02T12:00:00Z"));

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("logs").resolve("audit.jsonl");
    }

    private static AuditEntry entry(String who, String target) {
        return new AuditEntry(
                who,
                "viewer",
                "127.0.0.1",
                "GET",
                "/api/v1/cases",
                target,
                null,
                Map.of("rows", Map.of("payer", Set.of("A"))),
                7L,
                200,
                null,
                3);
    }

    private void write(int lines) {
        try (AuditLog log = AuditLog.open(file, NOON)) {
            for (int i = 0; i < lines; i++) {
                log.add(entry("key a " + i, "/api/v1/cases?limit=" + i));
            }
        }
    }

    private AuditCheck.Report check() {
        return AuditCheck.of(file, null);
    }

    @Test
    void aLineSaysWhoWhatWhichRowsHowManyAndWhatCameOfIt() throws Exception {
        write(1);
        assertThat(Files.readString(file))
                .isEqualTo("{\"n\":1,\"at\":\"2026-03-02T12:00:00Z\",\"who\":\"key a 0\",\"roles\":\"viewer\","
                        + "\"address\":\"127.0.0.1\",\"method\":\"GET\",\"route\":\"/api/v1/cases\","
                        + "\"target\":\"/api/v1/cases?limit=0\",\"scope\":{\"rows\":{\"payer\":[\"A\"]}},\"rows\":7,"
                        + "\"status\":200,\"ms\":3,\"prev\":\"" + "0".repeat(64) + "\"}\n");
    }

    @Test
    void theChainGoesOnOverRestartsAndIsThatOfItsDefinition() throws Exception {
        write(3);
        write(2);
        assertThat(check()).isEqualTo(new AuditCheck.Report(5, twin(), null, 0, false));
    }

    /** By another way: each line's {@code prev} is the SHA-256 of the line before. */
    private String twin() throws Exception {
        String head = "0".repeat(64);
        for (String line : Files.readAllLines(file)) {
            assertThat(new ObjectMapper().readTree(line).path("prev").asText()).isEqualTo(head);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
            head = HexFormat.of().formatHex(hash);
        }
        return head;
    }

    @Test
    void anyBitThatIsChangedBreaksTheChainOrTearsTheEnd() throws Exception {
        write(6);
        byte[] right = Files.readAllBytes(file);
        String head = check().head();
        long seed = Long.getLong("sojourn.seed", 20_260_302L);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] wrong = right.clone();
            int at = random.nextInt(wrong.length);
            wrong[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, wrong);
            AuditCheck.Report report = check();
            assertThat(report.holds() && report.head().equals(head) && report.torn() == 0)
                    .as("seed %d, byte %d", seed, at)
                    .isFalse();
        }
    }

    @Test
    void linesThatAreTakenOutMovedOrAddedAreFoundWhereTheyAre() throws Exception {
        write(6);
        List<String> lines = Files.readAllLines(file);
        for (int gone : new int[] {0, 3, 4}) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(gone);
            Files.write(file, fewer);
            assertThat(check().broken()).startsWith("line " + (gone + 1) + " ");
        }
        Files.write(file, Arrays.asList(lines.get(0), lines.get(2), lines.get(1)));
        assertThat(check().broken()).startsWith("line 2 ");
        Files.write(
                file,
                IntStream.range(0, 8).mapToObj(i -> lines.get(Math.min(i, 5))).toList());
        assertThat(check().broken()).startsWith("line 7 ");
        Files.writeString(file, "no json\n");
        assertThat(check().broken()).isEqualTo("line 1 is no JSON object");
    }

    @Test
    void aCutEndIsSeenByAHashThatWasKept() throws Exception {
        write(6);
        String kept = check().head();
        write(2);
        assertThat(AuditCheck.of(file, kept).expected()).isTrue();
        Files.write(file, Files.readAllLines(file).subList(0, 5));
        AuditCheck.Report cut = AuditCheck.of(file, kept);
        assertThat(cut.holds()).isTrue();
        assertThat(cut.expected()).isFalse();
    }

    @Test
    void aLineThatAKillLeftHalfIsToldApartAndTheLogGoesOn() throws Exception {
        write(3);
        long whole = Files.size(file);
        Files.writeString(file, "{\"n\":4,\"at\":\"2026", StandardOpenOption.APPEND);
        assertThat(check().torn()).isEqualTo(Files.size(file) - whole);
        assertThat(check().holds()).isTrue();
        write(1);
        assertThat(check().holds()).isTrue();
        assertThat(check().lines()).isEqualTo(5);
        assertThat(Files.readAllLines(file).get(3)).contains("not finished").contains("\"bytes\":17");
    }

    @Test
    void aLogThatWasChangedIsNotGoneOnWith() throws Exception {
        write(3);
        Files.writeString(file, Files.readString(file).replace("key a 1", "key b 1"));
        assertThatThrownBy(() -> AuditLog.open(file, NOON))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("line 3 does not follow");
    }

    @Test
    void oneServerWritesALog() {
        try (AuditLog log = AuditLog.open(file, NOON)) {
            log.add(entry("a", "/"));
            assertThatThrownBy(() -> AuditLog.open(file, NOON)).hasMessageContaining("another server");
        }
    }

    @Test
    void nothingThatWasAskedCanMakeALineOfItsOwn() throws Exception {
        String hostile = "a\r\n{\"n\":2}\u2028\u0000\u001b[31m\"}é\uD800";
        try (AuditLog log = AuditLog.open(file, NOON)) {
            log.add(entry(hostile, hostile.repeat(500)));
            log.add(new AuditEntry(
                    hostile,
                    hostile,
                    hostile,
                    "é".repeat(9_999),
                    "é".repeat(9_999),
                    "é".repeat(9_999),
                    "é".repeat(9_999),
                    Map.of("processes", List.of("é".repeat(90_000))),
                    null,
                    200,
                    "é".repeat(9_999),
                    0));
        }
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.matches("[\\x20-\\x7e]+"));
        assertThat(check().holds()).isTrue();
        assertThat(check().lines()).isEqualTo(2);
    }
}
