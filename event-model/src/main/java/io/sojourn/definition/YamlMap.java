package io.sojourn.definition;

import io.sojourn.event.SojournException;
import java.util.Map;
import java.util.function.Function;

/** A mapping of the YAML text whose keys are those of a section. */
final class YamlMap {
    private final YamlValue self;
    private final Section section;
    private final Map<String, YamlValue> values;

    YamlMap(YamlValue self, Section section, Map<String, YamlValue> values) {
        this.self = self;
        this.section = section;
        this.values = values;
    }

    boolean has(String key) {
        return get(key) != null;
    }

    /** The value of a key, or null. */
    YamlValue get(String key) {
        if (!section.keys().contains(key)) {
            throw new IllegalArgumentException(key + " is no key of " + section);
        }
        return values.get(key);
    }

    /** The value of a key that must be there. */
    YamlValue need(String key) {
        YamlValue value = get(key);
        if (value == null) {
            String where = self.path().isEmpty() ? "the definition" : self.path();
            throw self.error(where + " lacks \"" + key + "\".", null);
        }
        return value;
    }

    /** The value of a key as something, or the default where the key is missing. */
    <T> T or(T missing, String key, Function<YamlValue, T> read) {
        YamlValue value = get(key);
        return value == null ? missing : read.apply(value);
    }

    YamlValue self() {
        return self;
    }

    SojournException error(String message, String hint) {
        return self.error(message, hint);
    }
}
