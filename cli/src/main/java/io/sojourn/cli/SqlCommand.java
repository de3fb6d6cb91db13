package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.api.sql.SqlGateway;
import io.sojourn.api.sql.SqlOptions;
import io.sojourn.api.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sojourn sql "SELECT …"}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Asks the store: one SELECT over events, cases, stays, sla_clocks, handoffs, exceptions, ...",
        footer = {"", "Example: sojourn sql \"SELECT queue, count(*) FROM stays WHERE left_at IS NULL GROUP BY queue\""
        })
final class SqlCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "SELECT", description = "The query.")
    private String sql;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--csv", description = "As CSV.")
    private boolean csv;

    @Option(names = "--json", description = "As one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = DataFolder.existing(data);
        Optional<RunningServer> server = RunningServer.of(folder);
        JsonNode result = server.isPresent()
                ? server.get().post("/api/v1/sql", JSON.writeValueAsString(Map.of("sql", sql)))
                : local(folder);
        if (json) {
            System.out.println(result);
        } else {
            System.out.print(csv ? ResultText.csv(result) : ResultText.table(result));
        }
        return 0;
    }

    private JsonNode local(DataFolder folder) {
        try (Store store = Store.openExisting(data);
                Queries queries = Queries.over(folder, store);
                SqlGateway gateway = new SqlGateway(
                        SqlOptions.in(folder.root().resolve("snapshots")).withArchive(folder.archive()),
                        queries.snapshots())) {
            QueryResult r = gateway.query(sql);
            return JSON.valueToTree(Map.of(
                    "columns", r.columns(),
                    "rows", r.rows(),
                    "row_count", r.rows().size(),
                    "truncated", r.truncated(),
                    "elapsed_ms", r.elapsedMillis(),
                    "sql_run", r.sqlRun(),
                    "reads", r.reads().columns()));
        }
    }
}
