package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.api.ingest.Ingest;
import io.sojourn.api.ingest.IngestOptions;
import io.sojourn.api.ingest.Replay;
import io.sojourn.api.store.Store;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.pseudonym.CaseIds;
import io.sojourn.stream.source.LiveLog;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn replay-rejected}. */
@Command(
        name = "replay-rejected",
        mixinStandardHelpOptions = true,
        description = "Reads rejected events of a live deployment again, as they are or corrected; each counts once.",
        footer = {
            "",
            "Asks the running server; where none runs, the next sojourn live reads what this puts into the log."
        })
final class ReplayRejectedCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/live",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--code", paramLabel = "WORD", description = "Only those rejected as this, e.g. bad_value.")
    private String code;

    @Option(names = "--source", paramLabel = "NAME", description = "Only those of this source.")
    private String source;

    @Option(names = "--case", paramLabel = "ID", description = "Only those of this case.")
    private String caseId;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Corrected events, JSON, a line each: one is taken for the row with its case and its event id.")
    private Path file;

    @Option(names = "--dry-run", description = "Say what would be taken, and take nothing.")
    private boolean dryRun;

    @Mixin
    private CaseKeyOption caseKey;

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.existing(data);
        CaseIds ids = caseKey.ids(data);
        caseId = ids.caseId(caseId);
        Optional<RunningServer> server = RunningServer.of(folder);
        Replay.Report report = server.isPresent() ? ask(server.get(), corrected()) : here(folder, corrected(), ids);
        System.out.printf("%s %d rejected events.%n", dryRun ? "Would replay" : "Replayed", report.replayed());
        if (report.rejected() > 0) {
            System.out.printf(
                    "%d are still rejected, the first because: %s%n", report.rejected(), report.firstReason());
        }
        if (report.impossible() > 0) {
            System.out.printf(
                    "%d can't be replayed as they are: they are no whole JSON events. Maybe give them corrected: --file.%n",
                    report.impossible());
        }
        return 0;
    }

    private String corrected() {
        try {
            return file == null ? "" : Files.readString(file);
        } catch (IOException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND,
                    "can't read " + file + ": " + e.getMessage() + ".",
                    "Maybe check the path.",
                    e);
        }
    }

    private Replay.Report ask(RunningServer server, String corrected) {
        StringBuilder path = new StringBuilder("/api/v1/rejected-events/replay?dry_run=" + dryRun);
        parameter(path, "code", code);
        parameter(path, "source", source);
        parameter(path, "case", caseId);
        JsonNode answer = server.post(path.toString(), corrected);
        return new Replay.Report(
                answer.path("replayed").asLong(),
                answer.path("rejected").asLong(),
                answer.path("impossible").asLong(),
                answer.path("first_reason").asText());
    }

    private static void parameter(StringBuilder path, String name, String value) {
        if (value != null) {
            path.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private Replay.Report here(DataFolder folder, String corrected, CaseIds ids) {
        try (Store store = GivenDefinitions.claimed(Store.openExisting(data), ids)) {
            LogRun.claim(store, LiveCommand.source(store), data);
            try (LiveLog log = LiveLog.open(folder.live(), InstantSource.system())) {
                Ingest ingest = new Ingest(
                        store.processes().newest(),
                        new LiveEvents(log),
                        store,
                        InstantSource.system(),
                        IngestOptions.defaults(),
                        ids);
                return Replay.run(
                        store,
                        ingest,
                        new Replay.Filter(code, source, caseId, dryRun),
                        corrected.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
