package io.sojourn.stream.cases;

import io.sojourn.definition.CompiledDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules by process, made ready for folding. */
final class Plans {
    private final Map<String, Plan> byProcess = new HashMap<>();

    private Plans() {}

    static Plans of(List<CompiledDefinition> definitions) {
        Plans plans = new Plans();
        definitions.forEach(d -> plans.byProcess.put(d.definition().process(), Plan.of(d)));
        return plans;
    }

    /** The rules of a process, or null. */
    Plan of(String process) {
        return byProcess.get(process);
    }
}
