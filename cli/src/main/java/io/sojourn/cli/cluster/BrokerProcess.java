package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker, controller included (KRaft), as a child process over a folder. A restart uses the same folder and port, so
 * clients find it again and nothing that was acknowledged is lost, unless the machine fails: there is one replica.
 */
public final class BrokerProcess extends KeptProcess {
    private static final Duration FORMATTING = Duration.ofMinutes(3);
    private static final int ASK_MILLIS = 5_000;
    private final Path folder;
    private final int port;

    private BrokerProcess(Path folder, int port) {
        super("broker");
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param folder its data, configuration and logs; formatted if there is nothing yet
     * @param port 0 for the port that this folder had before, or a free one
     */
    public static BrokerProcess start(Path folder, int port) {
        try {
            Path own = Files.createDirectories(folder.toAbsolutePath());
            int chosen = Ports.orFree(port == 0 ? former(own, "sojourn.port") : port);
            int controller = Ports.orFree(former(own, "sojourn.controller.port"));
            Files.writeString(configuration(own), text(own, chosen, controller));
            BrokerProcess broker = new BrokerProcess(own, chosen);
            broker.format();
            broker.restart();
            return broker;
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, "can't prepare a broker in " + folder + ": " + e, null, e);
        }
    }

    /** The port of the last start, or 0. */
    private static int former(Path folder, String key) throws IOException {
        if (!Files.exists(configuration(folder))) {
            return 0;
        }
        Properties p = new Properties();
        try (Reader in = Files.newBufferedReader(configuration(folder))) {
            p.load(in);
        }
        return Integer.parseInt(p.getProperty(key, "0"));
    }

    private static Path configuration(Path folder) {
        return folder.resolve("server.properties");
    }

    private static String text(Path folder, int port, int controller) {
        return String.join(
                "\n",
                "# Written at each start.",
                "sojourn.port=" + port,
                "sojourn.controller.port=" + controller,
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=PLAINTEXT",
                "log.dirs=" + folder.resolve("data"),
                "num.partitions=4",
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=4",
                "transaction.max.timeout.ms=900000",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=2097152",
                "");
    }

    private void format() {
        if (Files.exists(folder.resolve("data/meta.properties"))) {
            return;
        }
        ServerProcess.start(command(
                        "formatting of the broker's folder",
                        List.of(
                                "kafka.tools.StorageTool",
                                "format",
                                "-t",
                                Uuid.randomUuid().toString(),
                                "-c",
                                configuration(folder).toString())))
                .awaitSuccess(FORMATTING);
    }

    @Override
    ServerProcess.Command command() {
        return command("broker", List.of("kafka.Kafka", configuration(folder).toString()));
    }

    private ServerProcess.Command command(String title, List<String> program) {
        return new ServerProcess.Command(
                title,
                folder,
                List.of("-Xms128m", "-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:MaxDirectMemorySize=128m"),
                Jars.kafka(),
                program);
    }

    @Override
    void awaitReady() {
        await("it answers on port " + port, () -> Ports.isOpen(port) && answers());
    }

    private boolean answers() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "request.timeout.ms",
                ASK_MILLIS,
                "default.api.timeout.ms",
                ASK_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster()
                    .nodes()
                    .get(ASK_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SojournException(ErrorCode.BUSY, "interrupted while waiting for the broker", null, e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    int metricsPort() {
        return 0;
    }
}
