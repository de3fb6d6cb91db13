package io.sojourn.api.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PASMetricData as CSV: a line for each request, members by their paths; of exchanges and requested documents the first one. */
final class PasCsv {
    private static final List<String> COLUMNS = List.of(
            "source",
            "providerId.value",
            "groupId.value",
            "payerId.value",
            "exchange.type",
            "exchange.method",
            "exchange.requestTime",
            "exchange.responseTime",
            "itemDetail.item.text",
            "itemDetail.initialSubmissionTime",
            "itemDetail.finalResponseTime",
            "itemDetail.responsesRequired",
            "itemDetail.locationType",
            "itemDetail.result",
            "itemDetail.denialReason",
            "requestedDoc.timeRequested",
            "requestedDoc.timeSubmitted",
            "businessLine.text");

    private PasCsv() {}

    static String of(Map<String, Object> document) {
        StringBuilder csv = new StringBuilder();
        List<String> head = new ArrayList<>(List.of("case_id", "request"));
        head.addAll(COLUMNS);
        CmsCsv.line(csv, head);
        for (Object request : (List<?>) document.get("requests")) {
            Map<?, ?> r = (Map<?, ?>) request;
            List<String> cells = new ArrayList<>(List.of(text(r.get("case_id")), text(r.get("request"))));
            COLUMNS.forEach(path -> cells.add(text(at(r.get("metric_data"), path))));
            CmsCsv.line(csv, cells);
        }
        return csv.toString();
    }

    private static Object at(Object value, String path) {
        Object at = value;
        for (String name : path.split("\\.")) {
            Object first = at instanceof List<?> list ? list.isEmpty() ? null : list.get(0) : at;
            at = first instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
