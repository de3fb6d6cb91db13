package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract says everything; that it holds whatever is asked is {@link AnyRequestTest}. */
class ContractTest {
    /** Answers whose form others define. */
    private static final List<String> OPEN = List.of("/case-event-1.schema.json", "/access.schema.json");

    @Test
    void everyObjectIsClosedOrSaysWhatItHolds() {
        List<String> bare = new ArrayList<>();
        collect("", Contract.tree(), bare);
        assertThat(bare).isEmpty();
    }

    private static void collect(String path, Object node, List<String> bare) {
        if (node instanceof List<?> list) {
            list.forEach(item -> collect(path, item, bare));
        } else if (node instanceof Map<?, ?> map && OPEN.stream().noneMatch(path::endsWith)) {
            boolean isObject = "object".equals(map.get("type"));
            boolean isClosed = Boolean.FALSE.equals(map.get("additionalProperties")) && map.containsKey("properties");
            if (isObject && !isClosed && !(map.get("additionalProperties") instanceof Map)) {
                bare.add(path);
            }
            map.forEach((name, value) -> collect(path + "/" + name, value, bare));
        }
    }
}
