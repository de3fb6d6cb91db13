package io.sojourn.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoint a job goes on from. */
class CheckpointsTest {
    private static final byte[] STATE = new byte[5_000];

    @TempDir
    private Path folder;

    private final List<String> passedOver = new ArrayList<>();
    private io.sojourn.cli.cluster.Checkpoints checkpoints;
    private int written;

    @BeforeEach
    void none() {
        checkpoints = new io.sojourn.cli.cluster.Checkpoints(new ClusterFolder(folder), "job");
        assertThat(newest()).isNull();
    }

    @Test
    void theNewestOfTheLastAttemptIsTaken() throws Exception {
        checkpoint(1, "a", 9);
        checkpoint(2, "b", 3);
        Path newest = checkpoint(2, "b", 4);
        Files.createDirectories(checkpoints.checkpoints(2).resolve("b/chk-5"));

        assertThat(newest()).isEqualTo(newest);
        assertThat(passedOver).isEmpty();
    }

    @Test
    void oneThatIsDamagedIsPassedOverAndNamed() throws Exception {
        Path oldest = checkpoint(1, "a", 9);
        Path before = checkpoint(2, "b", 3);
        Path newest = checkpoint(2, "b", 4);

        Files.write(newest.resolve("_metadata"), new byte[] {1, 2, 3});
        assertThat(newest()).isEqualTo(before);
        assertThat(passedOver).singleElement().asString().contains("chk-4", "_metadata can't be read");

        Files.write(before.resolve("keyed"), new byte[4_999]);
        assertThat(newest()).isEqualTo(oldest);
        assertThat(passedOver).anyMatch(t -> t.contains("keyed has 4999 bytes, not 5000"));

        Files.delete(oldest.resolve("operator"));
        assertThatThrownBy(this::newest)
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("none of 3 checkpoints and savepoints is whole");
        assertThat(passedOver).anyMatch(t -> t.contains("operator is missing"));
    }

    private Path newest() {
        return checkpoints.newestWhole(passedOver::add).orElse(null);
    }

    private Path checkpoint(int attempt, String job, int number) throws IOException {
        Path path = checkpoints.checkpoints(attempt).resolve(job).resolve("chk-" + number);
        Files.createDirectories(path);
        OperatorState operator = new OperatorState(null, null, new OperatorID(1, 2), 1, 128);
        operator.putState(
                0,
                OperatorSubtaskState.builder()
                        .setManagedKeyedState(new KeyGroupsStateHandle(
                                new KeyGroupRangeOffsets(new KeyGroupRange(0, 127)), file(path.resolve("keyed"))))
                        .setManagedOperatorState(new OperatorStreamStateHandle(
                                Map.of(
                                        "list",
                                        new OperatorStateHandle.StateMetaInfo(
                                                new long[] {0}, OperatorStateHandle.Mode.UNION)),
                                file(path.resolve("operator"))))
                        .build());
        Path metadata = path.resolve("_metadata");
        try (OutputStream out = Files.newOutputStream(metadata)) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(number, List.of(operator), List.of()), new java.io.DataOutputStream(out));
        }
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(1_000_000L + 1_000L * ++written));
        return path;
    }

    private static FileStateHandle file(Path path) throws IOException {
        Files.write(path, STATE);
        return new FileStateHandle(new org.apache.flink.core.fs.Path(path.toUri()), STATE.length);
    }
}
