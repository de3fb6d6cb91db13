package io.sojourn.api.resources;

import io.sojourn.definition.ProcessDefinition;
import java.util.Map;

/** The process definition, as far as pages need it. */
final class DefinitionDocument {
    private DefinitionDocument() {}

    static Map<String, Object> of(Snapshot s) {
        ProcessDefinition d = s.definition();
        return Json.object(
                "as_of", Json.instant(s.asOf()),
                "process", d.process(),
                "title", d.title(),
                "version", d.version(),
                "yaml", d.text(),
                "dimensions", d.dimensions(),
                "queues",
                        d.queues().stream()
                                .map(q -> Json.object("queue", q.name(), "title", q.title(), "waits_on", q.waitsOn()))
                                .toList(),
                "measures",
                        d.measures().stream()
                                .map(m -> Json.object(
                                        "measure",
                                        m.name(),
                                        "title",
                                        m.title(),
                                        "kind",
                                        MeasureKind.of(m).word()))
                                .toList(),
                "slas",
                        d.slas().stream()
                                .map(l -> Json.object(
                                        "sla",
                                        l.name(),
                                        "title",
                                        l.title(),
                                        "within",
                                        l.within().text()))
                                .toList());
    }
}
