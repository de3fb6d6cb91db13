package io.sojourn.benchmark.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The measured server: a process of its own, that ends with this one. */
final class Serving implements AutoCloseable {
    private static final String PROGRAM = "io.sojourn.benchmark.stream.ApiServing";
    private final Process process;
    private final BufferedReader says;
    private final int port;
    private final int barePort;
    private final int bytes;
    private final List<Integer> fed = new ArrayList<>();

    Serving(String jvm, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(Arrays.asList(jvm.split(" ")));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+IgnoreUnrecognizedVMOptions"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String[] ports = ports();
        port = Integer.parseInt(ports[0]);
        barePort = Integer.parseInt(ports[1]);
        bytes = Integer.parseInt(ports[2]);
        Thread listening = new Thread(this::listen, "fed");
        listening.setDaemon(true);
        listening.start();
    }

    private String[] ports() throws IOException {
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            if (line.matches("\\d+ \\d+ \\d+")) {
                return line.split(" ");
            }
        }
        throw new IOException("the server did not start");
    }

    private void listen() {
        try {
            for (String line = says.readLine(); line != null; line = says.readLine()) {
                if (line.startsWith("fed ")) {
                    add(Integer.parseInt(line.substring(4)));
                }
            }
        } catch (IOException e) {
            // It has ended.
            add(0);
        }
    }

    private synchronized void add(int perSecond) {
        fed.add(perSecond);
    }

    /** Events a second that came in, each ten seconds. */
    synchronized List<Integer> fed() {
        return List.copyOf(fed);
    }

    /** Listeners that the server let go, as its metrics say. */
    String cut() throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("sojourn_live_dropped_total"))
                .map(line -> line.replaceFirst(".* ", ""))
                .findFirst()
                .orElse("unknown");
    }

    int port() {
        return port;
    }

    int barePort() {
        return barePort;
    }

    /** Of the document that is read, when the server began. */
    int bytes() {
        return bytes;
    }

    double cpuSeconds() {
        return process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(0.0);
    }

    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
