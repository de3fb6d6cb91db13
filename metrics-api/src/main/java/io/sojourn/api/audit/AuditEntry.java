package io.sojourn.api.audit;

import java.util.Map;

/**
 * One request.
 *
 * @param who principal, or {@code -} where nobody was known
 * @param roles of the principal, separated by blanks
 * @param address where it came from
 * @param method of the request
 * @param route as in the table of routes, or {@code -} where there is none
 * @param target path and query as they were sent; never a body
 * @param statement SHA-256 of a SQL text, or null
 * @param scope what part of the data the principal sees, as names and lists; empty: all
 * @param rows that were given, or null where it is not known
 * @param status of the answer
 * @param code of a failure, or null
 * @param millis from the request to the answer
 */
public record AuditEntry(
        String who,
        String roles,
        String address,
        String method,
        String route,
        String target,
        String statement,
        Map<String, Object> scope,
        Long rows,
        int status,
        String code,
        long millis) {}
