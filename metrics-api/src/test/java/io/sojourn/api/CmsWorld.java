package io.sojourn.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sojourn.api.access.Scope;
import io.sojourn.api.cms.CmsReports;
import io.sojourn.api.resources.Asked;
import io.sojourn.api.resources.Documents;
import io.sojourn.api.resources.Health;
import io.sojourn.api.sql.GatedSql;
import io.sojourn.api.store.Samples;
import io.sojourn.api.store.Store;
import io.sojourn.api.store.StoreOptions;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Definitions;
import io.sojourn.event.Column;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import io.sojourn.fact.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A store of requests for authorization, with a server and a way to ask it in SQL. */
final class CmsWorld implements AutoCloseable {
    static final CompiledDefinition DEFINITION = Definitions.compile(
            "cms.yaml",
            """
            process: authorization
            timezone: America/New_York
            calendars: {office: {week: "Mon-Fri 08:00-17:00", holidays: us-federal}}
            attributes: {payer: text, urgency: text, line: text, channel: text, npi: text}
            dimensions: [payer]
            cms_0057:
              payer: payer
              when: line IS DISTINCT FROM 'COMMERCIAL'
              received: activity = 'SUBMITTED'
              standard: urgency = 'ROUTINE' OR urgency = 'BOTH'
              expedited: urgency IN ('EXPEDITED', 'STAT', 'BOTH')
              decided: activity = 'DECIDED'
              approved: outcome = 'APPROVED'
              partial: outcome = 'PARTIAL'
              denied: outcome = 'DENIED'
              withdrawn: activity = 'WITHDRAWN'
              extended: activity = 'EXTENDED'
              appealed: activity = 'APPEALED'
              appeal_decided: activity = 'RULED'
              overturned: outcome = 'OVERTURNED'
              calendar: office
              pas:
                source: payer
                provider: npi
                business_line: line
                item: "'imaging'"
                method: CASE channel WHEN 'X12' THEN 'x12' ELSE 'carrier pigeon' END
                denial_reason: reason
                requested: activity = 'ASKED'
                answered: activity = 'ANSWERED'
            """);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Health HEALTH =
            new Health(Health.Status.OK, Health.Mode.STORED, null, null, null, Instant.EPOCH);

    final Store store;
    final Asking asking;
    private final ApiServer server;
    private final Documents documents;
    private final Path folder;
    private final List<Result> waiting = new ArrayList<>();
    private final Map<String, Integer> sequences = new HashMap<>();
    private long last;
    private GatedSql gate;

    CmsWorld(Path folder) {
        this.folder = folder;
        store = Store.open(folder.resolve("store"), DEFINITION, new StoreOptions(512, 2, 10_000, Duration.ofMillis(5)));
        documents = new Documents(store, () -> HEALTH, null, List::of, 2);
        server = ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> HEALTH);
        asking = new Asking(server.port());
    }

    /** An event of a case; returns its id. Further values are names and values in turn. */
    String event(String caseId, String time, String activity, Object... more) {
        return event(caseId, Samples.micros(time), activity, more);
    }

    String event(String caseId, long time, String activity, Object... more) {
        int n = sequences.merge(caseId, 1, Integer::sum);
        row(caseId, "e" + n, n, 0, "append", time, activity, more);
        return "e" + n;
    }

    /** The event has this content now. */
    void correct(String caseId, String id, long time, String activity, Object... more) {
        row(caseId, id, 0, sequences.merge("\0" + caseId + id, 1, Integer::sum), "correct", time, activity, more);
    }

    void retract(String caseId, String id) {
        row(caseId, id, 0, sequences.merge("\0" + caseId + id, 1, Integer::sum), "retract", last, null);
    }

    private void row(
            String caseId,
            String id,
            int n,
            int revision,
            String operation,
            long time,
            String activity,
            Object... more) {
        last = Math.max(last, time);
        Map<String, Object> values = new HashMap<>(Map.of("process", "authorization", "version", 1L, "source", "s"));
        values.putAll(Map.of("case_id", caseId, "event_id", id, "revision", (long) revision, "sequence", (long) n));
        values.putAll(Map.of("operation", operation, "received_at", time, "late", false));
        if (activity != null) {
            values.putAll(Map.of("time", time, "activity", activity, "lifecycle", "complete"));
        }
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        List<Column> columns =
                TableSchema.of(FactTable.EVENTS, DEFINITION.definition()).columns();
        Object[] row = columns.stream().map(c -> values.remove(c.name())).toArray();
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("no such columns: " + values.keySet());
        }
        waiting.add(Result.upsert(FactTable.EVENTS, row, 1));
    }

    /** Stores what waits. */
    CmsWorld stored() {
        store.accept(waiting);
        store.accept(Samples.asOf(1, last));
        store.flush();
        waiting.clear();
        return this;
    }

    /** Random cases of three payers around the turns of the year 2026, with corrections and retractions. */
    CmsWorld random(Random random, int cases, String prefix) {
        List<String> activities =
                List.of("SUBMITTED", "SUBMITTED", "DECIDED", "DECIDED", "WITHDRAWN", "EXTENDED", "APPEALED", "RULED");
        List<String> outcomes = List.of("APPROVED", "APPROVED", "PARTIAL", "DENIED", "DENIED", "OVERTURNED");
        List<String> urgencies = List.of("ROUTINE", "ROUTINE", "ROUTINE", "EXPEDITED", "STAT", "BOTH");
        for (int c = 0; c < cases; c++) {
            String id = prefix + c;
            long time = Samples.micros("2025-11-01T00:00:00Z") + random.nextInt(420 * 24 * 60) * (Samples.HOUR / 60);
            int length = 1 + random.nextInt(9);
            for (int n = 0; n < length; n++) {
                String activity = n == 0 ? "SUBMITTED" : pick(random, activities);
                Object[] more = {
                    "outcome", random.nextInt(9) == 0 ? null : pick(random, outcomes),
                    "payer", n == 0 || random.nextInt(20) == 0 ? "payer " + random.nextInt(3) : null,
                    "urgency", n == 0 || random.nextInt(8) == 0 ? pick(random, urgencies) : null,
                    "line", n == 0 && random.nextInt(8) == 0 ? "COMMERCIAL" : null
                };
                String event = event(id, time, activity, more);
                if (random.nextInt(15) == 0) {
                    correct(id, event, time + random.nextInt(100) * Samples.HOUR, pick(random, activities), more);
                }
                if (random.nextInt(40) == 0) {
                    retract(id, event);
                }
                time += random.nextInt(6) == 0 ? 0 : random.nextInt(12 * 24) * Samples.HOUR;
            }
        }
        return stored();
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    JsonNode report(String query) {
        return asking.json("cms-0057?year=2026" + query);
    }

    /** The report as a scope shows it. */
    JsonNode report(Scope scope, Map<String, List<String>> query) {
        return JSON.valueToTree(
                CmsReports.figures(documents.as(scope), new Asked(query, CmsReports.parameters("format"))));
    }

    /** Rows of a query as DuckDB gives them. */
    JsonNode natively(String sql) {
        try (Connection c = store.newConnection();
                Statement statement = c.createStatement();
                ResultSet r = statement.executeQuery(sql)) {
            ArrayNode rows = JSON.createArrayNode();
            while (r.next()) {
                ArrayNode row = rows.addArray();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.add(r.getString(i));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Rows of a query as the gateway lets it through. */
    JsonNode gated(String sql) throws Exception {
        if (gate == null) {
            gate = new GatedSql(store, folder.resolve("gate"));
        }
        return gate.rows(sql);
    }

    @Override
    public void close() throws Exception {
        if (gate != null) {
            gate.close();
        }
        server.close();
        documents.close();
        store.close();
    }
}
