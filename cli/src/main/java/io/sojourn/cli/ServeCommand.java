package io.sojourn.cli;

import io.sojourn.api.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sojourn serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Serves the API and the page over a data folder: what is stored, or what a job on a cluster sends.")
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Mixin
    private Delivery delivery;

    @Mixin
    private AccessArguments access;

    @Mixin
    private SqlPort sqlPort;

    @Mixin
    private KafkaServing kafka;

    @Mixin
    private CaseKeyOption caseKey;

    @Override
    public Integer call() {
        Options.port(port);
        if (kafka.isWanted()) {
            kafka.run(data, port, delivery, access, sqlPort, caseKey.ids(data));
            return 0;
        }
        DataFolder folder = DataFolder.existing(data);
        try (Store store = Store.openExisting(data);
                Serving serving =
                        Serving.start(folder, store, port, 0, delivery, access, caseKey.idsToShow(store, data))) {
            Terminal terminal = new Terminal();
            serving.stored();
            serving.answer(sqlPort, terminal);
            serving.await(terminal);
        }
        return 0;
    }
}
