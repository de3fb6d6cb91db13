package io.sojourn.api.resources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of cases, for tests of who sees them. */
public final class Cases {
    private Cases() {}

    /** @param search a part of an id, or null */
    public static Map<String, Object> of(Documents seen, String process, String state, String search, int limit) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("process", List.of(process));
        given.put("state", List.of(state));
        given.put("limit", List.of(Integer.toString(limit)));
        if (search != null) {
            given.put("search", List.of(search));
        }
        return new Resources(seen, Cursors.fresh()).cases(new Asked(given, List.copyOf(given.keySet())));
    }
}
