package io.sojourn.definition;

import io.sojourn.event.SojournException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A mapping of the YAML text whose keys are known. */
public final class YamlMap {
    private final YamlValue self;
    private final List<String> known;
    private final Map<String, YamlValue> values;

    YamlMap(YamlValue self, List<String> known, Map<String, YamlValue> values) {
        this.self = self;
        this.known = known;
        this.values = values;
    }

    public boolean has(String key) {
        return get(key) != null;
    }

    /** The value of a key, or null. */
    public YamlValue get(String key) {
        if (!known.contains(key)) {
            throw new IllegalArgumentException(key + " is none of " + known);
        }
        return values.get(key);
    }

    /** The value of a key that must be there. */
    public YamlValue need(String key) {
        YamlValue value = get(key);
        if (value == null) {
            String where = self.shownPath();
            throw self.error(where + " lacks \"" + key + "\".", null);
        }
        return value;
    }

    /** The value of a key as something, or the default where the key is missing. */
    public <T> T or(T missing, String key, Function<YamlValue, T> read) {
        YamlValue value = get(key);
        return value == null ? missing : read.apply(value);
    }

    public YamlValue self() {
        return self;
    }

    public SojournException error(String message, String hint) {
        return self.error(message, hint);
    }
}
