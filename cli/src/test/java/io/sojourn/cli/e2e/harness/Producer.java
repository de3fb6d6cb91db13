package io.sojourn.cli.e2e.harness;

import io.sojourn.cli.e2e.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Posts events 0, 1, 2, … of one source; a window at a time, shuffled, some twice, some of earlier windows again. A window that
 * got no answer is posted again: whether it arrived can't be known.
 */
final class Producer implements AutoCloseable {
    private static final int WINDOW = 25;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> events;
    private final int mostPause;
    private final Random random;
    private final Thread thread = new Thread(this::post, "producer");
    private volatile Supplier<Api> server;
    private volatile int acknowledged;
    private volatile boolean closed;

    /**
     * One that is still to be started.
     *
     * @param events as JSON
     * @param mostPause between two windows, in milliseconds
     */
    Producer(List<String> events, int mostPause, Random random) {
        this.events = List.copyOf(events);
        this.mostPause = mostPause;
        this.random = random;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Where to post from now on; asked for at each window, since each run of a server has a key of its own. */
    void to(Supplier<Api> now) {
        server = now;
    }

    /** So many of its events, from 0 on, are safe. */
    int acknowledged() {
        return acknowledged;
    }

    private void post() {
        try {
            while (acknowledged < events.size() && !closed) {
                int to = Math.min(events.size(), acknowledged + 1 + random.nextInt(WINDOW));
                String body = window(acknowledged, to);
                while (!accepted(body) && !closed) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                acknowledged = to;
                TimeUnit.MILLISECONDS.sleep(random.nextInt(mostPause + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String window(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int n = from; n < to; n++) {
            lines.add(events.get(n));
            if (random.nextInt(10) == 0) {
                lines.add(events.get(random.nextInt(to)));
            }
        }
        Collections.shuffle(lines, random);
        return String.join("\n", lines);
    }

    private boolean accepted(String body) throws InterruptedException {
        Supplier<Api> to = server;
        if (to == null) {
            return false;
        }
        try {
            HttpResponse<String> answer = http.send(
                    to.get()
                            .request("api/v1/events")
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200;
        } catch (IOException | UncheckedIOException e) {
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
