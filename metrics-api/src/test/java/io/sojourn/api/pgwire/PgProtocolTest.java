package io.sojourn.api.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.api.access.Principal;
import io.sojourn.api.access.Role;
import io.sojourn.api.access.Scope;
import io.sojourn.api.access.SignedIn;
import io.sojourn.api.sql.ColumnInfo;
import io.sojourn.api.sql.Lineage;
import io.sojourn.api.sql.QueryResult;
import io.sojourn.api.sql.QueryStop;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol, byte by byte, over a gateway of one table whose rows are known. */
class PgProtocolTest {
    private static final short ZERO = 0;
    private static final short ONE = 1;

    @TempDir
    private Path folder;

    private PgServer server;

    /** One table of one number and one text; a query "wait" runs until it is stopped. */
    private static final class Numbers implements QueryRunner {
        final CountDownLatch waits = new CountDownLatch(1);

        @Override
        public QueryResult run(Principal who, String sql, QueryStop stop) {
            if (sql.contains("wait")) {
                waits.countDown();
                Awaitility.await().pollInterval(Duration.ofMillis(5)).until(stop::isStopped);
                throw new SojournException(ErrorCode.QUERY_LIMIT, "query: stopped on request");
            }
            if (sql.contains("wrong")) {
                throw new SojournException(
                        ErrorCode.REFUSED_QUERY, "query line 1 column 8: not understood", "Maybe not.");
            }
            List<List<Object>> rows = IntStream.range(0, 5)
                    .mapToObj(i -> List.<Object>of(i, "row " + i))
                    .toList();
            return new QueryResult(
                    describe(who, sql), rows, sql.contains("cut"), 0, sql, new Lineage(List.of(), List.of()));
        }

        @Override
        public List<ColumnInfo> describe(Principal who, String sql) {
            return List.of(new ColumnInfo("n", "INTEGER"), new ColumnInfo("t", "VARCHAR"));
        }

        @Override
        public List<ColumnInfo> columns(Principal who, String table) {
            return describe(who, table);
        }

        @Override
        public QueryResult catalog(Principal who, String sql, Supplier<QueryResult> answer) {
            return answer.get();
        }

        @Override
        public List<String> tables() {
            return List.of("numbers");
        }
    }

    private final Numbers numbers = new Numbers();

    private RawClient start() throws Exception {
        return start(PgOptions.defaults(), Authenticator.local());
    }

    private RawClient start(PgOptions options, Authenticator authenticator) throws Exception {
        server = PgServer.start(options, authenticator, numbers, null);
        return new RawClient(server.port());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void encryptionThatIsNotThereIsDeniedAndTheClientMayGoOn() throws Exception {
        try (RawClient client = start()) {
            client.first(80_877_104);
            assertThat(client.one()).isEqualTo('N');
            client.first(80_877_103);
            assertThat(client.one()).isEqualTo('N');
            client.first(196_608, "user", "ana", "application_name", "test", "");
            List<RawClient.Answer> answers = client.until('Z');

            assertThat(answers.get(0)).extracting(RawClient.Answer::type).isEqualTo('R');
            assertThat(answers.stream().filter(a -> a.type() == 'S').map(RawClient.Answer::text))
                    .contains(
                            "server_version|14.0|", "client_encoding|UTF8|", "TimeZone|UTC|", "application_name|test|");
            assertThat(answers.get(answers.size() - 2).type()).isEqualTo('K');
            assertThat(answers.get(answers.size() - 2).body()).hasSize(8);
            assertThat(answers.get(answers.size() - 1).body()).containsExactly('I');
        }
    }

    @Test
    void newerVersionsAreNegotiated() throws Exception {
        try (RawClient client = start()) {
            client.first(196_608 + 2, "user", "ana", "");
            List<RawClient.Answer> answers = client.until('Z');
            assertThat(answers).noneMatch(a -> a.type() == 'v');
            assertThat(answers.get(answers.size() - 2).body()).hasSize(36);
        }
        try (RawClient client = new RawClient(server.port())) {
            client.first(196_608 + 9_999, "user", "ana", "_pq_.future", "1", "");
            RawClient.Answer first = client.next();
            assertThat(first.type()).isEqualTo('v');
            assertThat(first.body()).isEqualTo(RawClient.body(2, 1, "_pq_.future"));
            client.until('Z');
        }
        try (RawClient client = new RawClient(server.port())) {
            client.first(2 << 16, "user", "ana", "");
            assertThat(client.next().text()).contains("FATAL", "0A000");
            assertThat(client.isHungUp()).isTrue();
        }
    }

    @Test
    void aSimpleQueryIsRowsThenCompleteThenReady() throws Exception {
        try (RawClient client = start().login()) {
            List<RawClient.Answer> answers =
                    client.send('Q', "select n, t from public.numbers").until('Z');

            assertThat(answers.stream().map(RawClient.Answer::type))
                    .containsExactly('T', 'D', 'D', 'D', 'D', 'D', 'C', 'Z');
            assertThat(answers.get(0).body())
                    .isEqualTo(RawClient.body(
                            (short) 2, "n", 0, ZERO, 23, (short) 4, -1, ZERO, "t", 0, ZERO, 25, (short) -1, -1, ZERO));
            assertThat(answers.get(2).body())
                    .isEqualTo(RawClient.body((short) 2, 1, '1', 5, "row 1".getBytes(StandardCharsets.UTF_8)));
            assertThat(answers.get(6).text()).isEqualTo("SELECT 5|");
            assertThat(client.send('Q', " ; -- nothing").letters()).isEqualTo("IZ");
            assertThat(client.send('Q', "begin; select 1 from numbers; show TimeZone")
                            .letters())
                    .isEqualTo("CTDDDDDCTDCZ");
        }
    }

    @Test
    void transactionsHaveTheirState() throws Exception {
        try (RawClient client = start().login()) {
            assertThat(state(client.send('Q', "begin"))).isEqualTo('T');
            assertThat(state(client.send('Q', "select wrong"))).isEqualTo('E');
            assertThat(state(client.send('Q', "select n from numbers"))).isEqualTo('E');
            assertThat(state(client.send('Q', "rollback"))).isEqualTo('I');
            assertThat(state(client.send('Q', "start transaction read only"))).isEqualTo('T');
            assertThat(state(client.send('Q', "commit"))).isEqualTo('I');
        }
    }

    private static char state(RawClient client) throws Exception {
        List<RawClient.Answer> answers = client.until('Z');
        return (char) answers.get(answers.size() - 1).body()[0];
    }

    @Test
    void aPortalGivesItsRowsInParts() throws Exception {
        try (RawClient client = start().login()) {
            client.send('Q', "begin").until('Z');
            client.send('P', "s", "select n, t from numbers where n > $1", ONE, 23);
            client.send('B', "p", "s", ONE, ONE, ONE, 4, RawClient.body(7), ONE, ONE);
            client.send('D', 'P', "p").send('E', "p", 2).send('E', "p", 2).send('E', "p", 2);
            client.send('C', 'P', "p").send('C', 'S', "s").send('S');
            List<RawClient.Answer> answers = client.until('Z');

            assertThat(answers.stream().map(a -> String.valueOf(a.type())).collect(Collectors.joining()))
                    .isEqualTo("12TDDsDDsDC33Z");
            assertThat(answers.get(3).body())
                    .as("binary")
                    .isEqualTo(RawClient.body((short) 2, 4, 0, 5, "row 0".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void anErrorSkipsEverythingUntilSync() throws Exception {
        try (RawClient client = start().login()) {
            client.send('P', "", "select wrong", ZERO)
                    .send('B', "", "", ZERO, ZERO, ZERO)
                    .send('E', "", 0);
            client.send('P', "", "select 1", ZERO)
                    .send('Q', "select n from numbers")
                    .send('S');
            assertThat(client.letters()).isEqualTo("12EZ");
            assertThat(client.send('E', "gone", 0).send('S').letters()).isEqualTo("EZ");
            assertThat(client.send('B', "", "gone", ZERO, ZERO, ZERO).send('S').letters())
                    .isEqualTo("EZ");
            assertThat(client.send('P', "", "", ZERO)
                            .send('B', "", "", ZERO, ZERO, ZERO)
                            .send('D', 'P', "")
                            .send('E', "", 0)
                            .send('S')
                            .letters())
                    .isEqualTo("12nIZ");
        }
    }

    @Test
    void anErrorTellsItsPlaceInWhatTheClientSent() throws Exception {
        try (RawClient client = start().login()) {
            String text = client.send('Q', "select n from numbers;  select wrong").until('Z').stream()
                    .filter(a -> a.type() == 'E')
                    .findFirst()
                    .orElseThrow()
                    .text();

            assertThat(text).contains("SERROR|", "C42601|", "HMaybe not.|", "P32|");
        }
    }

    @Test
    void aStatementIsDescribedBeforeItHasValues() throws Exception {
        try (RawClient client = start().login()) {
            client.send('P', "s", "select n from numbers where t = $2 and n = $1 limit $3", ZERO)
                    .send('D', 'S', "s")
                    .send('S');
            List<RawClient.Answer> answers = client.until('Z');

            assertThat(answers.get(1).type()).isEqualTo('t');
            assertThat(answers.get(1).body()).isEqualTo(RawClient.body((short) 3, 23, 25, 20));
            assertThat(answers.get(2).type()).isEqualTo('T');
        }
    }

    @Test
    void aCutResultIsSaid() throws Exception {
        try (RawClient client = start().login()) {
            assertThat(client.send('Q', "select cut from numbers").until('Z'))
                    .anyMatch(a -> a.type() == 'N' && a.text().contains("01004"));
        }
    }

    @Test
    void onlyWhoKnowsTheSecretStopsAQuery() throws Exception {
        try (RawClient client = start()) {
            client.first(196_608, "user", "ana", "");
            byte[] key = client.until('Z').stream()
                    .filter(a -> a.type() == 'K')
                    .findFirst()
                    .orElseThrow()
                    .body();
            client.send('Q', "select wait");
            assertThat(numbers.waits.await(10, TimeUnit.SECONDS)).isTrue();
            byte[] wrong = key.clone();
            wrong[7] ^= 1;
            cancel(wrong);
            client.socket.setSoTimeout(300);
            assertThatThrownBy(client::next).isInstanceOf(java.net.SocketTimeoutException.class);
            client.socket.setSoTimeout(10_000);
            long start = System.nanoTime();
            cancel(key);

            assertThat(client.next().text()).contains("C57014|");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(client.letters()).isEqualTo("Z");
            assertThat(client.send('Q', "select n from numbers").letters()).isEqualTo("TDDDDDCZ");
        }
    }

    private void cancel(byte[] key) throws Exception {
        try (RawClient other = new RawClient(server.port())) {
            other.first(80_877_102, key);
            assertThat(other.isHungUp()).isTrue();
        }
    }

    @Test
    void wrongSecretsAreSlowedMoreAndMore() throws Exception {
        PgOptions options = PgOptions.defaults()
                .withTimes(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMillis(40));
        start(options, PgFront.withSecret()).close();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            try (RawClient client = new RawClient(server.port())) {
                client.first(196_608, "user", "ana", "");
                assertThat(client.next().body()).isEqualTo(RawClient.body(3));
                long start = System.nanoTime();
                assertThat(client.send('p', "guess").next().text())
                        .contains("C28P01|")
                        .doesNotContain("guess");
                millis.add((System.nanoTime() - start) / 1_000_000);
                assertThat(client.isHungUp()).isTrue();
            }
        }
        assertThat(millis.get(0)).isGreaterThanOrEqualTo(40);
        assertThat(millis.get(3)).isGreaterThanOrEqualTo(320);
    }

    @Test
    void aSecretIsNotAskedForInTheClearFromAfar() throws Exception {
        Optional<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .findFirst();
        org.junit.jupiter.api.Assumptions.assumeTrue(own.isPresent(), "this machine has no address of a network");
        start(PgOptions.defaults().at("0.0.0.0", 0), PgFront.withSecret()).close();
        try (RawClient client = new RawClient(new Socket(own.get(), server.port()))) {
            client.first(196_608, "user", "ana", "");
            assertThat(client.next().text()).contains("C28000|", "sslmode=require");
        }
    }

    @Test
    void everyoneIsLetInOnThisMachineAlone() {
        assertThatThrownBy(() ->
                        PgServer.start(PgOptions.defaults().at("0.0.0.0", 0), Authenticator.local(), numbers, null))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("would let in everyone");
    }

    @Test
    void whoSaysNothingOrToSlowlyWhoItIsLosesItsPlace() throws Exception {
        PgOptions options = PgOptions.defaults()
                .withConnections(10, 10, 3)
                .withTimes(Duration.ofMillis(400), Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ZERO);
        RawClient first = start(options, Authenticator.local());
        List<RawClient> slow = List.of(first, new RawClient(server.port()), new RawClient(server.port()));
        try (RawClient refused = new RawClient(server.port())) {
            assertThat(refused.isHungUp()).isTrue();
        }
        slow.get(1).raw(new byte[] {0, 0});
        for (RawClient client : slow) {
            assertThat(client.isHungUp()).isTrue();
            client.close();
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> {
            try (RawClient late = new RawClient(server.port())) {
                late.login();
                return true;
            }
        });
    }

    @Test
    void connectionsAreCounted() throws Exception {
        PgOptions options = PgOptions.defaults().withConnections(3, 2, 20);
        try (RawClient first = start(options, Authenticator.local()).login();
                RawClient second = new RawClient(server.port()).login();
                RawClient third = new RawClient(server.port())) {
            third.first(196_608, "user", "ana", "");
            assertThat(third.next().text()).contains("C53300|", "2 of them yours");
            second.send('X');
            assertThat(second.isHungUp()).isTrue();
            Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> {
                try (RawClient again = new RawClient(server.port())) {
                    again.login();
                    return true;
                }
            });
            assertThat(first.send('Q', "select n from numbers").letters()).isEqualTo("TDDDDDCZ");
        }
    }

    @Test
    void idleConnectionsEnd() throws Exception {
        PgOptions options = PgOptions.defaults()
                .withTimes(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ZERO);
        try (RawClient client = start(options, Authenticator.local()).login()) {
            assertThat(client.next().text()).contains("C57P05|");
            assertThat(client.isHungUp()).isTrue();
        }
    }

    @Test
    void lengthsAreNotBelieved() throws Exception {
        start().close();
        for (byte[] bytes : List.of(
                RawClient.body('Q', Integer.MAX_VALUE),
                RawClient.body('Q', -1),
                RawClient.body('Q', 3),
                RawClient.body('B', 10, "", "", (short) -1, ZERO),
                RawClient.body('P', 10, "", "", (short) 30_000, ZERO),
                RawClient.body('?', 4),
                RawClient.body('Q', 8, new byte[] {'a', 'b', 'c', 'd'}))) {
            try (RawClient client = new RawClient(server.port()).login()) {
                client.raw(bytes);
                assertThat(client.next().type()).isEqualTo('E');
            }
        }
        try (RawClient client = new RawClient(server.port())) {
            client.raw(RawClient.body(50_000_000, 196_608));
            assertThat(client.next().text()).contains("C08P01|");
        }
    }

    @Test
    void namesAreLimitedInNumber() throws Exception {
        try (RawClient client = start().login()) {
            for (int i = 0; i < 201; i++) {
                client.send('P', "s" + i, "select n from numbers", ZERO);
            }
            String letters = client.send('S').letters();
            assertThat(letters).isEqualTo("1".repeat(200) + "EZ");
            assertThat(client.send('Q', "deallocate all").letters()).isEqualTo("CZ");
            assertThat(client.send('P', "s", "select n from numbers", ZERO)
                            .send('S')
                            .letters())
                    .isEqualTo("1Z");
        }
    }

    /** Random bytes behind random good beginnings; the server answers the next client as if nothing had been. */
    @Test
    void garbageHarmsNobody() throws Exception {
        long seed = Long.getLong("sojourn.seed", 20_261_122L);
        Random random = new Random(seed);
        start().close();
        for (int i = 0; i < 150; i++) {
            try (RawClient client = new RawClient(server.port())) {
                client.socket.setSoTimeout(2_000);
                boolean knows = random.nextInt(4) > 0;
                if (knows) {
                    client.login();
                }
                client.raw(knows ? messages(random) : garbage(random, 60));
                client.socket.shutdownOutput();
                assertThat(client.isHungUp())
                        .as("seed " + seed + ", client " + i)
                        .isTrue();
            } catch (java.net.SocketException e) {
                // The server hung up while bytes were still coming.
                assertThat(e).as("seed " + seed).isNotNull();
            }
        }
        try (RawClient client = new RawClient(server.port()).login()) {
            assertThat(client.send('Q', "select n from numbers").letters()).isEqualTo("TDDDDDCZ");
        }
    }

    private static byte[] garbage(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] messages(Random random) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        String types = "QPBDECSHFdcfp";
        List<byte[]> good = List.of(
                RawClient.body("select n from numbers"),
                RawClient.body("s", "select n from numbers where n = $1", ONE, 23),
                RawClient.body("", "s", ONE, ONE, ONE, 4, 5, ONE, ONE),
                RawClient.body('S', "s"),
                RawClient.body("", 2),
                new byte[0]);
        for (int i = 0; i < 12; i++) {
            byte[] body = random.nextInt(3) == 0
                    ? garbage(random, 40)
                    : good.get(random.nextInt(good.size())).clone();
            if (body.length > 0 && random.nextInt(3) == 0) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(12) == 0 ? random.nextInt() : body.length + 4;
            out.writeBytes(RawClient.body(types.charAt(random.nextInt(types.length())), length, body));
        }
        return out.toByteArray();
    }

    @Test
    void connectionsAreEncryptedWhereTheServerHasAKey() throws Exception {
        server = PgServer.start(PgOptions.defaults(), PgFront.withSecret(), numbers, tls());
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/sojourn?user=ana&password=" + PgFront.SECRET;
        try (Connection connection = DriverManager.getConnection(
                        url + "&sslmode=require&sslfactory=org.postgresql.ssl.NonValidatingFactory");
                ResultSet rows = connection.createStatement().executeQuery("select n, t from numbers")) {
            assertThat(rows.next()).isTrue();
        }
        try (PgServer plain = PgServer.start(PgOptions.defaults(), PgFront.withSecret(), numbers, null)) {
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + plain.port()
                            + "/sojourn?user=ana&password=x&sslmode=require"))
                    .isInstanceOf(SQLException.class);
        }
        try (RawClient client = new RawClient(server.port())) {
            byte[] ssl = RawClient.body(8, 80_877_103);
            client.raw(RawClient.body(ssl, RawClient.body(24, 196_608, "user", "ana", "")));
            assertThat(client.one()).isEqualTo('S');
            assertThat(client.isHungUp())
                    .as("what came in the clear isn't read as encrypted")
                    .isTrue();
        }
    }

    private SSLContext tls() throws Exception {
        Path store = folder.resolve("key.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void whoMayNotAskIsToldSo() throws Exception {
        Principal viewer = new Principal("eve", Set.of(Role.VIEWER), Scope.all());
        Authenticator letsIn = new Authenticator() {
            @Override
            public boolean asksForSecret() {
                return false;
            }

            @Override
            public Optional<SignedIn> authenticate(String name, String secret, InetAddress address) {
                return Optional.of(SignedIn.forGood(viewer));
            }
        };
        try (RawClient client = start(PgOptions.defaults(), letsIn)) {
            client.first(196_608, "user", "eve", "");
            assertThat(client.next().text()).contains("C42501|", "analyst");
        }
    }
}
