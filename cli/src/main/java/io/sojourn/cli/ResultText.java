package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A query's result as text. */
final class ResultText {
    private ResultText() {}

    static String table(JsonNode result) {
        List<List<String>> lines = lines(result);
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < lines.size(); row++) {
            for (int i = 0; i < widths.length; i++) {
                String cell = lines.get(row).get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                boolean right =
                        row > 0 && result.get("rows").get(row - 1).get(i).isNumber();
                out.append(i == 0 ? "" : "  ").append(right ? padding + cell : cell + padding);
            }
            out.append('\n');
            if (row == 0) {
                for (int i = 0; i < widths.length; i++) {
                    out.append(i == 0 ? "" : "  ").append("-".repeat(widths[i]));
                }
                out.append('\n');
            }
        }
        int count = lines.size() - 1;
        out.append("(").append(count).append(count == 1 ? " row" : " rows");
        return out.append(result.get("truncated").asBoolean() ? ", there are more)\n" : ")\n")
                .toString();
    }

    static String csv(JsonNode result) {
        StringBuilder out = new StringBuilder();
        for (List<String> line : lines(result)) {
            for (int i = 0; i < line.size(); i++) {
                out.append(i == 0 ? "" : ",").append(quoted(line.get(i)));
            }
            out.append("\r\n");
        }
        return out.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static List<List<String>> lines(JsonNode result) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>();
        result.get("columns").forEach(c -> head.add(c.get("name").asText()));
        lines.add(head);
        for (JsonNode row : result.get("rows")) {
            List<String> line = new ArrayList<>();
            row.forEach(v -> line.add(v.isNull() ? "" : v.asText()));
            lines.add(line);
        }
        return lines;
    }
}
