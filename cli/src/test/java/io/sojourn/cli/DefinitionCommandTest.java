package io.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.store.Store;
import io.sojourn.cli.e2e.ChildProcess;
import io.sojourn.cli.e2e.Said;
import io.sojourn.definition.Definitions;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.source.LiveLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sojourn definition} against a server of this process. */
class DefinitionCommandTest {
    private static final String FIRST = "process: p q\nattributes: {payer: text}\nqueues: {}\n";
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00.000001Z");

    @TempDir
    private Path folder;

    private Store store;
    private LiveLog log;
    private Serving serving;

    @BeforeEach
    void start() {
        InstantSource clock = () -> NOW;
        DataFolder data = DataFolder.create(folder.resolve("data"));
        store = Store.open(data.root(), Definitions.compile("first.yaml", FIRST));
        log = LiveLog.open(data.live(), InstantSource.system());
        Ingest ingest = new Ingest(
                List.of(store.definition().definition()), new LiveEvents(log), store, clock, IngestOptions.defaults());
        DefinitionDesk desk = new DefinitionDesk(store, ingest, clock);
        serving = Serving.live(
                data, store, 0, new Delivery(), new AccessArguments(), CaseIds.AS_THEY_COME, ingest, desk, NOW);
    }

    @AfterEach
    void stop() {
        serving.close();
        log.close();
        store.close();
    }

    @Test
    void aVersionIsCheckedTriedPutListedAndShown() throws Exception {
        String next = FIRST.replace("q\n", "q\nversion: 2\ntitle: Next\n");
        Path file = Files.writeString(folder.resolve("next.yaml"), next);

        assertThat(said("check", file.toString()).out()).contains("version 2 of p q can follow version 1. No error.");
        Said dry = said("dry-run", file.toString(), "--restate");
        assertThat(dry.out())
                .startsWith("Version 2 of p q would take over 0 stored cases.")
                .contains("stays");
        assertThat(said("dry-run", file.toString(), "--json").out()).startsWith("{\"process\":\"p q\",\"version\":2");
        assertThat(said("history").out()).contains("the beginning").doesNotContain("Next");

        assertThat(said("put", file.toString()).out())
                .isEqualTo(
                        "Version 2 of p q is in use for cases that begin at 2026-03-02T12:00:00.000001Z or later.\n");
        assertThat(said("check", file.toString()).out()).contains("version 2 of p q is in use.");
        assertThat(said("history", "p q").out().lines().skip(1))
                .containsExactly(
                        "      1  the beginning                p q", "      2  2026-03-02T12:00:00.000001Z  Next");
        assertThat(said("show").out()).isEqualTo(next);
        assertThat(said("show", "p q", "--version-number", "1").out()).isEqualTo(FIRST);

        Files.writeString(file, next.replace("version: 2", "version: 3"));
        assertThat(said("put", file.toString(), "--restate").out())
                .isEqualTo("Version 3 of p q is in use for all cases.\n");
    }

    @Test
    void whatCannotBePutIsRefusedWithItsReasonAndAnExitCode() throws Exception {
        Path file = Files.writeString(folder.resolve("next.yaml"), FIRST + "# other\n");
        assertRefused(2, "version 1 is here already", "put", file.toString());
        assertRefused(2, "version 1 is here already", "check", file.toString());
        Files.writeString(file, FIRST.replace("q\n", "q\nversion: 2\n").replace("text", "integer"));
        assertRefused(2, "attribute payer is integer", "dry-run", file.toString());
        Files.writeString(file, "process: [\n");
        assertRefused(2, "next.yaml", "put", file.toString());
        Files.writeString(file, "process: another\n");
        assertRefused(2, "no process is called", "check", file.toString());
        assertRefused(2, "there is no version 9", "show", "--version-number", "9");
        assertRefused(2, "another", "history", "another");
        assertThat(store.history().isSingle()).isTrue();
    }

    @Test
    void whereNoServerRunsItSaysSo() {
        Said nobody = Said.by(
                "definition", "history", "--data", folder.resolve("nowhere").toString());
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("no server runs over", "Maybe start it with sojourn live");
        Said away = Said.by("definition", "history", "--api", "http://127.0.0.1:1");
        assertThat(away.code()).isEqualTo(4);
        assertThat(away.err()).contains("doesn't answer");
        Said wrong = Said.by("definition", "history", "--api", "localhost");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--api localhost is no address");
        assertThat(Said.by("definition").code()).isEqualTo(2);
        assertThat(Said.by("definition", "put", "--help").out()).contains("--restate", "--api=URL");
    }

    @Test
    void aServerIsAskedAtItsAddressTooWithAKey() throws Exception {
        Said without = Said.by("definition", "show", "--api", serving.address());
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("a key is needed").contains("SOJOURN_KEY_FILE");
        Said made = Said.by(
                "key",
                "create",
                "me",
                "--policy",
                "viewer",
                "--data",
                folder.resolve("data").toString());
        Path key = Files.writeString(folder.resolve("key"), made.out());
        try (ChildProcess asking = ChildProcess.sojourn(
                Files.createDirectories(folder.resolve("asking")),
                Map.of("SOJOURN_KEY_FILE", key.toString()),
                "definition",
                "show",
                "--api",
                serving.address())) {
            assertThat(asking.exitCode()).as(asking.standardError()).isZero();
            assertThat(asking.standardOutput()).isEqualTo(FIRST);
        }
    }

    private void assertRefused(int code, String reason, String... arguments) {
        Said said = by(arguments);
        assertThat(said.code()).as(said.all()).isEqualTo(code);
        assertThat(said.err()).contains(reason);
    }

    private Said said(String... arguments) {
        Said said = by(arguments);
        assertThat(said.code()).as(said.all()).isZero();
        return said;
    }

    private Said by(String... arguments) {
        return Said.by(Stream.of(
                        Stream.of("definition"),
                        Stream.of(arguments),
                        Stream.of("--data", folder.resolve("data").toString()))
                .flatMap(s -> s)
                .toArray(String[]::new));
    }
}
