package io.sojourn.api.access;

import static io.sojourn.api.access.Role.ANALYST;
import static io.sojourn.api.access.Role.OPERATOR;
import static io.sojourn.api.access.Role.PHI_READER;
import static io.sojourn.api.access.Role.VIEWER;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of all routes and what each asks. A route that is not in it is refused, to everybody, and a test fails that holds
 * the table against the routes of the server.
 */
public final class Permissions {
    /** A document that is computed once for all who ask. */
    private static final int READ = 1;
    /** What is mined or queried for one alone. */
    private static final int MINED = 10;
    /** What goes through the whole store. */
    private static final int ALL_ROWS = 100;

    private static final Map<String, Permission> TABLE = table();

    private Permissions() {}

    private static Map<String, Permission> table() {
        Map<String, Permission> t = new TreeMap<>();
        open(t, "/", "/{path}", "/healthz", "/openapi.yaml", "/case-event-1.schema.json", "/access.schema.json");
        t.put("POST /api/v1/session", Permission.anybody());
        t.put("GET /api/v1/session", Permission.known());
        t.put("DELETE /api/v1/session", Permission.known());
        gets(t, Permission.of(VIEWER, READ), "processes", "health", "definition", "queues", "measures", "slas");
        gets(t, Permission.of(VIEWER, READ), "queues/{queue}", "queues/{queue}/stays", "measures/{measure}");
        gets(t, Permission.of(VIEWER, READ), "slas/clocks", "slas/breaches", "data-quality");
        gets(t, Permission.of(ANALYST, MINED), "exports/{table}");
        gets(t, Permission.of(VIEWER, READ), "handoffs", "cases", "cases/{id}", "signals", "live");
        gets(t, Permission.of(VIEWER, READ), "definitions", "definitions/{process}", "definitions/{process}/history");
        gets(t, Permission.of(VIEWER, MINED), "variants", "process-map", "process-map.svg");
        gets(t, Permission.of(VIEWER, MINED), "cms-0057");
        gets(t, Permission.of(ANALYST, MINED), "cms-0057/requests", "cms-0057/pas-metric-data");
        gets(t, Permission.of(ANALYST, MINED), "bottlenecks", "waits", "handovers", "differences");
        for (String picture : new String[] {"spectrum", "cumulative-flow", "dots", "cascades"}) {
            gets(t, Permission.of(ANALYST, MINED), picture, picture + ".svg");
        }
        t.put("POST /api/v1/sql", Permission.of(ANALYST, MINED));
        t.put("POST /api/v1/sql/complete", Permission.of(ANALYST, READ));
        t.put("POST /api/v1/case-ids", Permission.of(PHI_READER, MINED));
        t.put("GET /metrics", Permission.whole(VIEWER, READ));
        t.put("POST /api/v1/events", Permission.whole(OPERATOR, READ));
        t.put("POST /api/v1/rejected-events/replay", Permission.whole(OPERATOR, MINED));
        t.put("PUT /api/v1/definitions/{process}", Permission.whole(OPERATOR, MINED));
        t.put("POST /api/v1/verify", Permission.whole(OPERATOR, ALL_ROWS));
        return Collections.unmodifiableMap(t);
    }

    private static void open(Map<String, Permission> table, String... paths) {
        for (String path : paths) {
            table.put("GET " + path, Permission.anybody());
        }
    }

    private static void gets(Map<String, Permission> table, Permission permission, String... names) {
        for (String name : names) {
            table.put("GET /api/v1/" + name, permission);
        }
    }

    /** All routes, as {@code GET /api/v1/cases/{id}}, sorted. */
    public static Map<String, Permission> all() {
        return TABLE;
    }

    /** What a route asks; null: it is not in the table, and nobody may call it. */
    public static Permission of(String route) {
        return TABLE.get(route);
    }
}
