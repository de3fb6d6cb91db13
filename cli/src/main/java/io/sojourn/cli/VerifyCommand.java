package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.api.store.Verification;
import io.sojourn.api.store.VerifyReport;
import io.sojourn.definition.Definitions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sojourn verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Recomputes every fact and pane from the stored events with the batch engine, and compares.",
            "Exit code 0 only if every row of every table is equal."
        })
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
    private Path data;

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.existing(data);
        Optional<RunningServer> server = RunningServer.of(folder);
        if (server.isPresent()) {
            JsonNode report = server.get().post("/api/v1/verify", "{}");
            System.out.print(VerifyText.of(report));
            return report.get("clean").asBoolean() ? 0 : 1;
        }
        try (Store store = Store.openExisting(data, StoreOptions.alone(), Definitions::compile)) {
            VerifyReport report = new Verification(store).verify();
            System.out.print(VerifyText.of(report));
            return report.clean() ? 0 : 1;
        }
    }
}
