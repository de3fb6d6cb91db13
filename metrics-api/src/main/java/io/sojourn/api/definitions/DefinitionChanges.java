package io.sojourn.api.definitions;

import io.sojourn.api.resources.Json;
import io.sojourn.definition.YamlText;
import io.sojourn.definition.YamlValue;
import io.sojourn.event.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a version of a definition says otherwise than the one before: sections that are new, gone or changed, and of those that have names
 * (queues, measures, SLAs …) which of them. Comments, quotes and the order of keys are no change.
 */
final class DefinitionChanges {
    private static final YamlText.Kind KIND = new YamlText.Kind(ErrorCode.BAD_DEFINITION, "definition", "process: p");

    private DefinitionChanges() {}

    /** In the order of the newer text, then what is gone in that of the older one. */
    static List<Map<String, Object>> between(String older, String newer) {
        Map<String, YamlValue> before = entries(read(older));
        Map<String, YamlValue> after = entries(read(newer));
        List<Map<String, Object>> changes = new ArrayList<>();
        after.forEach((section, value) -> {
            YamlValue old = before.get(section);
            boolean hasNames = old != null && old.isMapping() && value.isMapping();
            if (hasNames) {
                names(section, entries(old), entries(value), changes);
            } else if (old == null || !old.isSame(value)) {
                changes.add(change(section, null, old == null ? "added" : "changed"));
            }
        });
        gone(before, after).forEach(section -> changes.add(change(section, null, "removed")));
        return changes;
    }

    private static YamlValue read(String yaml) {
        return new YamlText("definition", KIND).read(yaml);
    }

    private static void names(
            String section, Map<String, YamlValue> before, Map<String, YamlValue> after, List<Map<String, Object>> to) {
        after.forEach((name, value) -> {
            YamlValue old = before.get(name);
            if (old == null || !old.isSame(value)) {
                to.add(change(section, name, old == null ? "added" : "changed"));
            }
        });
        gone(before, after).forEach(name -> to.add(change(section, name, "removed")));
    }

    private static List<String> gone(Map<String, YamlValue> before, Map<String, YamlValue> after) {
        return before.keySet().stream().filter(name -> !after.containsKey(name)).toList();
    }

    private static Map<String, YamlValue> entries(YamlValue mapping) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        mapping.entries().forEach(e -> entries.put(e.name(), e.value()));
        return entries;
    }

    private static Map<String, Object> change(String section, String name, String how) {
        return Json.object("section", section, "name", name, "change", how);
    }
}
