package io.sojourn.api.access;

import io.javalin.http.Context;
import io.sojourn.api.audit.AuditEntry;
import io.sojourn.api.audit.AuditLog;
import io.sojourn.event.SojournException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts requests into the audit log. What can't be recorded isn't answered. */
final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int NOT_NOW = 503;
    private static final String UNRECORDED =
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":"
                    + "\"this request could not be recorded in the audit log, and is not answered.\",\"code\":\"busy\","
                    + "\"hint\":\"Maybe the disk of the server is full.\"}";

    private final AuditLog log;

    /** @param log null: nothing is recorded */
    AuditTrail(AuditLog log) {
        this.log = log;
    }

    void add(Context ctx, String route, String address, Long begun) {
        if (log == null) {
            return;
        }
        try {
            log.add(entry(ctx, route, address, begun));
        } catch (SojournException e) {
            LOG.error("a request could not be recorded", e);
            ctx.status(NOT_NOW).contentType("application/problem+json").result(UNRECORDED);
        }
    }

    private static AuditEntry entry(Context ctx, String route, String address, Long begun) {
        Principal principal = Callers.known(ctx);
        long millis = begun == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return new AuditEntry(
                principal == null ? "-" : principal.name(),
                principal == null ? null : roles(principal),
                address,
                ctx.method().name(),
                route == null ? "-" : route.substring(route.indexOf(' ') + 1),
                target(ctx),
                Audited.statement(ctx),
                principal == null ? Map.of() : scope(principal.scope()),
                Audited.rows(ctx),
                ctx.statusCode(),
                Audited.code(ctx),
                millis);
    }

    /** Of a way in that is not HTTP; {@code who} is null where nobody was known. */
    static AuditEntry entry(
            Principal who,
            String way,
            String address,
            String statement,
            Long rows,
            int status,
            String code,
            long millis) {
        return new AuditEntry(
                who == null ? "-" : who.name(),
                who == null ? null : roles(who),
                address,
                way,
                "-",
                "-",
                statement,
                who == null ? Map.of() : scope(who.scope()),
                rows,
                status,
                code,
                millis);
    }

    static String roles(Principal principal) {
        return principal.roles().stream().map(Role::word).sorted().collect(Collectors.joining(" "));
    }

    /** As it was sent; without the query where a key may be in it. */
    private static String target(Context ctx) {
        try {
            Credentials.refuseInAddress(ctx);
            if (Audited.target(ctx) != null) {
                return Audited.target(ctx);
            }
            return ctx.queryString() == null ? ctx.path() : ctx.path() + "?" + ctx.queryString();
        } catch (SojournException e) {
            return "(a key is in it)";
        }
    }

    static Map<String, Object> scope(Scope scope) {
        Map<String, Object> shown = new TreeMap<>();
        if (!scope.processes().isEmpty()) {
            shown.put("processes", scope.processes());
        }
        if (!scope.rows().isEmpty()) {
            shown.put("rows", scope.rows());
        }
        if (!scope.masked().isEmpty()) {
            shown.put("masked", scope.masked());
        }
        if (scope.smallestCell() > 1) {
            shown.put("smallest_cell", scope.smallestCell());
        }
        return shown;
    }
}
