package io.sojourn.benchmark.api;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Load on the API: a document that is read as fast as it is answered and at a steady rate, beside the same load on a bare route; and
 * listeners to the live stream, of whom some never read, with reads beside them; all while events come in. Client and server share the machine.
 */
@Command(name = "api", mixinStandardHelpOptions = true, description = "Load on the API: reads and listeners.")
public final class ApiLoad implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "0", description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--filled", defaultValue = "100000", description = "Events before. Default: ${DEFAULT-VALUE}.")
    private int filled;

    @Option(names = "--reads", defaultValue = "3000", description = "A second, steady. Default: ${DEFAULT-VALUE}.")
    private int reads;

    @Option(names = "--connections", defaultValue = "16", description = "That read. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--listeners", defaultValue = "1000", description = "That read. Default: ${DEFAULT-VALUE}.")
    private int listeners;

    @Option(names = "--silent", defaultValue = "50", description = "That never do. Default: ${DEFAULT-VALUE}.")
    private int silent;

    @Option(names = "--seconds", defaultValue = "20", description = "Of each step. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--path", defaultValue = "/api/v1/queues", description = "Read. Default: ${DEFAULT-VALUE}.")
    private String path;

    @Option(
            names = "--jvm",
            defaultValue = "-Xmx2g -XX:+UseG1GC -XX:MetaspaceSize=192m",
            description = "Of the server.")
    private String jvm;

    @Option(names = "--folder", defaultValue = "target/benchmark/api", description = "For temporary files.")
    private Path folder;

    private static final int CROWD = 256;
    private static final int HEALTH_RATE = 20;

    private final PrintWriter out = new PrintWriter(System.out, true);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ApiLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<String> arguments = List.of("--rate", "" + rate, "--filled", "" + filled, "--folder", "" + folder);
        try (Serving server = new Serving(jvm, arguments)) {
            print("%s has %,d bytes; load %.1f", path, server.bytes(), load());
            read("warming up", server, server.port(), path, 0);
            read("warming up, bare route", server, server.barePort(), "/bare", 0);
            read("as fast as answered", server, server.port(), path, 0);
            read("as fast as answered, bare route", server, server.barePort(), "/bare", 0);
            read("steady", server, server.port(), path, reads);
            read("steady, bare route", server, server.barePort(), "/bare", reads);
            overload(server);
            listen(server);
            print("fed a second: %s; listeners cut because they did not read: %s", server.fed(), server.cut());
        }
        return 0;
    }

    /** Many times as many as are answered at a time ask for what is computed anew each time; health is asked for beside them. */
    private void overload(Serving server) throws Exception {
        FutureTask<ReadLoad.Outcome> health =
                new FutureTask<>(new ReadLoad(server.port(), "/api/v1/health", 1, HEALTH_RATE, seconds));
        new Thread(health, "health").start();
        int before = connections;
        connections = CROWD;
        read("overload, a list of cases", server, server.port(), "/api/v1/cases?limit=200", 0);
        connections = before;
        ReadLoad.Outcome o = health.get();
        print("%-32s %d not 200, p50 %.1f ms, p99 %.0f ms", "health meanwhile", o.others(), o.p50(), o.p99());
    }

    private ReadLoad.Outcome read(String what, Serving server, int port, String asked, int wanted) throws Exception {
        double cpu = server.cpuSeconds();
        ReadLoad.Outcome o = new ReadLoad(port, asked, connections, wanted, seconds).call();
        print(
                "%-32s %,8.0f reads/s, p50 %.1f ms, p99 %.1f ms, max %.0f ms; %,d not 200; %.0f MB; server %.1f s of CPU; load %.1f",
                what,
                o.perSecond(),
                o.p50(),
                o.p99(),
                o.max(),
                o.others(),
                o.megabytes(),
                server.cpuSeconds() - cpu,
                load());
        return o;
    }

    private void listen(Serving server) throws Exception {
        try (ListenLoad all = new ListenLoad(server.port(), listeners, silent)) {
            all.awaitFirst();
            step("listeners", server, all, 0);
            step("listeners and reads", server, all, reads);
        }
    }

    private void step(String what, Serving server, ListenLoad all, int beside) throws Exception {
        double cpu = server.cpuSeconds();
        all.begin();
        if (beside > 0) {
            read("beside listeners", server, server.port(), path, beside);
        } else {
            Thread.sleep(seconds * 1_000L);
        }
        ListenLoad.Outcome o = all.outcome();
        print(
                "%-32s %,d + %,d silent: %,d snapshots (%.2f/s each), as_of to last byte p50 %.0f ms, p99 %.0f ms, max %.0f ms;"
                        + " first listener to each p50 %.0f ms, p99 %.0f ms; %d cut; %.0f MB; server %.1f s of CPU; load %.1f",
                what,
                listeners,
                silent,
                o.events(),
                o.events() / (double) listeners / seconds,
                o.p50(),
                o.p99(),
                o.max(),
                o.firstP50(),
                o.firstP99(),
                o.lost(),
                o.megabytes(),
                server.cpuSeconds() - cpu,
                load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
