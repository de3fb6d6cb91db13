package io.sojourn.mining.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The attributes of a log by name; each is made or read when it is first asked for. */
final class AttributeTable {
    static final AttributeTable NONE = new AttributeTable(Map.of());

    private final Map<String, Supplier<Attribute>> sources;
    private final Map<String, Attribute> read = new ConcurrentHashMap<>();

    AttributeTable(Map<String, ? extends Supplier<Attribute>> sources) {
        this.sources = new LinkedHashMap<>(sources);
    }

    /** In the order of the log's own. */
    List<String> names() {
        return new ArrayList<>(sources.keySet());
    }

    /** Null when the log has none of that name. */
    Attribute get(String name) {
        Supplier<Attribute> source = sources.get(name);
        return source == null ? null : read.computeIfAbsent(name, n -> source.get());
    }
}
