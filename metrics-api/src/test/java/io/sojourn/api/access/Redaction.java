package io.sojourn.api.access;

import io.sojourn.api.access.ScopedWorld.Row;
import io.sojourn.fact.FactTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a scope sees, the slow and obvious way: rows are really deleted, values really replaced, by loops over maps. */
public final class Redaction {
    private final Scope scope;
    private final byte[] key;
    private final Set<List<Object>> seenCases = new HashSet<>();

    private Redaction(Scope scope, MaskKey key) {
        this.scope = scope;
        // Without the inner padding it is the key, filled up to a block.
        byte[] inner = HexFormat.of().parseHex(key.secret().substring(0, 128));
        for (int i = 0; i < inner.length; i++) {
            inner[i] ^= 0x36;
        }
        this.key = inner;
    }

    public static List<Row> of(List<Row> rows, Scope scope, MaskKey key) {
        return new Redaction(scope, key).redacted(rows);
    }

    private List<Row> redacted(List<Row> rows) {
        Set<List<Object>> strange = new HashSet<>();
        for (Row r : rows) {
            if (r.table() == FactTable.CASES) {
                seenCases.add(caseOf(r));
                if (!isOfProcess(r) || !isAllowed(r)) {
                    strange.add(caseOf(r));
                }
            }
        }
        seenCases.removeAll(strange);
        List<Row> left = new ArrayList<>();
        for (Row r : rows) {
            if (isSeen(r)) {
                left.add(masked(r));
            }
        }
        return left;
    }

    private static List<Object> caseOf(Row r) {
        return List.of(r.text("process"), r.text("case_id"));
    }

    private boolean isOfProcess(Row r) {
        return scope.processes().isEmpty() || scope.processes().contains(r.text("process"));
    }

    private static String column(Row r, String dimension) {
        return r.values().containsKey("carried_" + dimension) ? "carried_" + dimension : dimension;
    }

    private boolean isAllowed(Row r) {
        for (String dimension : scope.rows().keySet()) {
            String value = r.text(column(r, dimension));
            if (!scope.rows().get(dimension).contains(value == null ? FactTable.NONE : value)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSeen(Row r) {
        if (!isOfProcess(r)) {
            return false;
        }
        if (scope.rows().isEmpty()) {
            return true;
        }
        return switch (r.table()) {
            case REJECTED_EVENTS -> false;
            case EVENTS, DELIVERIES, CASE_RELATIONS -> seenCases.contains(caseOf(r));
            default -> isAllowed(r);
        };
    }

    private Row masked(Row r) {
        Map<String, Object> values = new LinkedHashMap<>();
        r.values().forEach((name, value) -> values.put(name, value == null ? null : shown(r, name, value)));
        return new Row(r.table(), values);
    }

    private Object shown(Row r, String name, Object value) {
        Set<String> masks = scope.masked();
        boolean hides = !scope.rows().isEmpty() || !scope.processes().isEmpty();
        boolean cases = masks.contains("case_id");
        switch (name) {
            case "case_id", "event_id", "instance":
                return cases ? token(name, value) : value;
            case "raw", "message":
                return cases ? null : value;
            case "related":
                return cases || hides ? null : value;
            case "related_process", "related_case_id":
                if (hides && !isSeenRelation(r)) {
                    return null;
                }
                return cases && name.equals("related_case_id") ? token("case_id", value) : value;
            case "from_party", "to_party":
                if (r.text("process").equals("claims")) {
                    return masks.contains("team") ? token("team", value) : value;
                }
                return masks.contains("team") || masks.contains("resource") ? token("resource", value) : value;
            default:
                String base = name.replaceFirst("^carried_", "");
                if (!masks.contains(base) || value.equals(FactTable.NONE) || value.equals(FactTable.ALL)) {
                    return value;
                }
                return value instanceof String ? token(base, value) : null;
        }
    }

    private boolean isSeenRelation(Row r) {
        String process = r.text("related_process");
        boolean ofProcess = process != null
                && (scope.processes().isEmpty() || scope.processes().contains(process));
        return ofProcess && (scope.rows().isEmpty() || seenCases.contains(List.of(process, r.text("related_case_id"))));
    }

    private String token(String kind, Object value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] code = mac.doFinal((kind + ":" + value).getBytes(StandardCharsets.UTF_8));
            return "~" + HexFormat.of().formatHex(code).substring(0, 24);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
