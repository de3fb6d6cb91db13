package io.sojourn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real browser without a window, driven by the few commands of its debugging protocol that are needed here. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("SOJOURN_CHROMIUM", "/usr/bin/chromium"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path profile;
    private final String base;
    private WebSocket page;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();

    private Browser(Process process, Path profile, int port) {
        this.process = process;
        this.profile = profile;
        this.base = "http://127.0.0.1:" + port;
    }

    static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM);
    }

    /** Skips the test where there is no browser; on a build server it fails. */
    static void assumeUsable() {
        require(isInstalled(), "no browser at SOJOURN_CHROMIUM or /usr/bin/chromium: the page is not tried");
    }

    /** Skips the test where the program was built without its page; on a build server it fails. */
    static void assumePage() {
        require(Browser.class.getResource("/web/index.html") != null, "built with -Dskip.web: there is no page to try");
    }

    private static void require(boolean there, String otherwise) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(otherwise).isTrue();
        }
        assumeThat(there).as(otherwise).isTrue();
    }

    /** Starts it with an empty profile. */
    static Browser start(Path folder) {
        Path profile = folder.resolve("profile");
        try {
            Files.createDirectories(profile);
            Process process = new ProcessBuilder(
                            CHROMIUM.toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--disable-dev-shm-usage",
                            "--window-size=1600,1200",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("browser.log").toFile())
                    .start();
            Path port = profile.resolve("DevToolsActivePort");
            try {
                await("the browser listens")
                        .atMost(Duration.ofSeconds(90))
                        .until(() ->
                                Files.exists(port) && Files.readAllLines(port).size() > 1);
                return new Browser(
                        process,
                        profile,
                        Integer.parseInt(Files.readAllLines(port).get(0)));
            } catch (RuntimeException e) {
                end(process);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens an address in a new tab. */
    void open(String address) {
        try {
            URI tab = URI.create(base + "/json/new?" + URLEncoder.encode(address, StandardCharsets.UTF_8));
            HttpRequest request = HttpRequest.newBuilder(tab)
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            String target =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            page = http.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(Api.JSON
                                    .readTree(target)
                                    .get("webSocketDebuggerUrl")
                                    .asText()),
                            new Listener())
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of an expression on the page, or what it promises. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.get("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** A command of the debugging protocol; gives its result. */
    JsonNode call(String method, Map<String, ?> parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> command = Map.of("id", id, "method", method, "params", parameters);
        page.sendText(Api.JSON.valueToTree(command).toString(), true).join();
        return answer.orTimeout(60, TimeUnit.SECONDS).join().path("result");
    }

    /** What the browser has told of itself by this method, such as {@code Log.entryAdded}: the parameters. */
    List<JsonNode> told(String method) {
        return events.stream()
                .filter(e -> e.path("method").asText().equals(method))
                .map(e -> e.path("params"))
                .toList();
    }

    /** The elements that carry a metric: their data attributes, in the page's order. */
    JsonNode metrics() {
        return evaluate(
                "Array.from(document.querySelectorAll('[data-metric]')).map(e => Object.assign({}, e.dataset))");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answer(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void answer(String message) {
            try {
                JsonNode node = Api.JSON.readTree(message);
                if (node.has("method")) {
                    events.add(node);
                    return;
                }
                CompletableFuture<JsonNode> waiting =
                        answers.remove(node.path("id").asInt());
                if (waiting != null) {
                    waiting.complete(node);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        if (page != null) {
            page.abort();
        }
        end(process);
        try {
            removeSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its socket is outside of the profile, in a folder of its own that it leaves behind. */
    private void removeSocket() throws IOException {
        Path link = profile.resolve("SingletonSocket");
        if (!Files.isSymbolicLink(link)) {
            return;
        }
        Path folder = Files.readSymbolicLink(link).getParent();
        Files.delete(link);
        if (folder.getFileName().toString().startsWith("org.chromium.")) {
            for (String file : List.of("SingletonSocket", "SingletonCookie")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await("the browser ends").atMost(Duration.ofSeconds(30)).until(() -> all.stream()
                .noneMatch(ProcessHandle::isAlive));
    }
}
