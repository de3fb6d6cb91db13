package io.sojourn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} says at one time. */
record Scrape(String text) {
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    static Scrape of(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Scrape(answer.body());
    }

    /** By name and labels, as written. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int at = line.lastIndexOf(' ');
            assertThat(figures.put(line.substring(0, at), Double.valueOf(line.substring(at + 1))))
                    .as(line)
                    .isNull();
        });
        return figures;
    }

    /** The labels of each name. */
    Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new TreeMap<>();
        figures().keySet().forEach(series -> {
            int brace = series.indexOf('{');
            String name = brace < 0 ? series : series.substring(0, brace);
            Set<String> names = labels.computeIfAbsent(name, n -> new TreeSet<>());
            Matcher m = LABEL.matcher(brace < 0 ? "" : series.substring(brace));
            while (m.find()) {
                names.add(m.group(1));
            }
        });
        return labels;
    }
}
