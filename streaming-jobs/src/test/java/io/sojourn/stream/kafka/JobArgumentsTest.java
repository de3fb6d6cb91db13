package io.sojourn.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobArgumentsTest {
    @TempDir
    private Path folder;

    @Test
    void saysBrokersTopicsAndClock() throws IOException {
        Path secret = folder.resolve("client.properties");
        Files.writeString(secret, "sasl.jaas.config=password\n");
        JobArguments a = JobArguments.parse(
                "--definition",
                definition(),
                "--brokers",
                "b:1",
                "--topic",
                "t",
                "--results",
                "r",
                "--as-of",
                "events",
                "--parallelism",
                "3",
                "--client-properties",
                secret.toString(),
                "--create-topics",
                "--archive",
                "s3://bucket/events");
        assertThat(a.archive()).isEqualTo(URI.create("s3://bucket/events"));
        assertThat(a.kafka().events()).isEqualTo("t");
        assertThat(a.kafka().results().facts()).isEqualTo("r-facts");
        assertThat(a.asOf()).isEqualTo(AsOf.EVENTS);
        assertThat(a.parallelism()).isEqualTo(3);
        assertThat(a.createTopics()).isTrue();
        assertThat(a.kafka().client()).containsEntry("sasl.jaas.config", "password");
        assertThat(a.toString()).doesNotContain("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--brokers b:1",
                "--definition DEF",
                "--definition DEF --brokers",
                "--definition DEF --brokers --topic t",
                "--definition DEF --brokers b:1 --brokers b:1",
                "--definition DEF --brokers b:1 --broker b:1",
                "--definition DEF --brokers b:1 --as-of now",
                "--definition DEF --brokers b:1 --parallelism 0",
                "--definition DEF --brokers b:1 --parallelism many",
                "--definition DEF --brokers b:1 --client-properties /no/such/file",
                "--definition DEF --brokers b:1 --archive some/folder",
                "--definition DEF --brokers b:1 --archive file:folder",
                "--definition DEF --brokers b:1 --archive %%",
                "--definition /no/such/file --brokers b:1",
                "--definition classpath:no/such.yaml --brokers b:1"
            })
    void refusesWhatItDoesNotKnow(String line) throws IOException {
        String[] args = line.isEmpty()
                ? new String[0]
                : line.replace("DEF", definition()).split(" ");
        assertThatThrownBy(() -> JobArguments.parse(args))
                .isInstanceOf(SojournException.class)
                .satisfies(e -> assertThat(((SojournException) e).fullMessage()).contains("Maybe"));
    }

    @Test
    void severalDefinitionsMakeAJobOfSeveralProcesses() throws IOException {
        Path other = Files.writeString(folder.resolve("q.yaml"), "process: q\n");
        JobArguments a =
                JobArguments.parse("--definition", definition(), "--brokers", "b:1", "--definition", other.toString());
        assertThat(a.definitions()).extracting(d -> d.definition().process()).containsExactly("p", "q");
    }

    private String definition() throws IOException {
        return Files.writeString(folder.resolve("p.yaml"), "process: p\n").toString();
    }
}
