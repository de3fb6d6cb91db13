package io.sojourn.cli.e2e.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Posts events 0, 1, 2, … of one source; a window at a time, shuffled, some twice, some of earlier windows again. A window that
 * got no answer is posted again: whether it arrived can't be known.
 */
final class Producer implements AutoCloseable {
    private static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");
    private static final int WINDOW = 25;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String source;
    private final int count;
    private final Random random;
    private final Thread thread = new Thread(this::post, "producer");
    private volatile String address;
    private volatile int acknowledged;
    private volatile boolean closed;

    Producer(String source, int count, Random random) {
        this.source = source;
        this.count = count;
        this.random = random;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Where to post from now on. */
    void to(String url) {
        address = url;
    }

    /** So many of its events, from 0 on, are safe. */
    int acknowledged() {
        return acknowledged;
    }

    private void post() {
        try {
            while (acknowledged < count && !closed) {
                int to = Math.min(count, acknowledged + 1 + random.nextInt(WINDOW));
                String body = window(acknowledged, to);
                while (!accepted(body) && !closed) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                acknowledged = to;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String window(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int n = from; n < to; n++) {
            lines.add(event(n));
            if (random.nextInt(10) == 0) {
                lines.add(event(random.nextInt(to)));
            }
        }
        Collections.shuffle(lines, random);
        return String.join("\n", lines);
    }

    private String event(int n) {
        return String.format(
                "{\"schema\":1,\"process\":\"live\",\"case_id\":\"%s-%d\",\"event_id\":\"e%d\",\"source\":\"%s\","
                        + "\"sequence\":%d,\"activity\":\"%s\",\"time\":\"%s\",\"attributes\":{\"payer\":\"P%d\"}}",
                source,
                n / 2,
                n,
                source,
                n,
                n % 2 == 0 ? "NEW" : "DONE",
                BEGIN.plusSeconds(60L * n + (n % 2 == 1 ? n * 37L % 7200 : 0)),
                n / 2 % 3);
    }

    private boolean accepted(String body) throws InterruptedException {
        String to = address;
        if (to == null) {
            return false;
        }
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(to))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            // The process was killed: the next one is asked.
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
