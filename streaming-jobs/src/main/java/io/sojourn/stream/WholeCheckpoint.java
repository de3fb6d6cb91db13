package io.sojourn.stream;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * Whether a checkpoint is whole: its metadata can be read, and each file that they name is there with its length. What is in
 * those files only the job finds out.
 */
public final class WholeCheckpoint {
    private WholeCheckpoint() {}

    /** What is wrong with the checkpoint or savepoint in a folder; empty when it is whole. */
    public static Optional<String> damage(Path checkpoint) {
        Path file = checkpoint.resolve("_metadata");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            CheckpointMetadata metadata = Checkpoints.loadCheckpointMetadata(
                    in,
                    WholeCheckpoint.class.getClassLoader(),
                    checkpoint.toUri().toString());
            return damage(metadata);
        } catch (IOException | RuntimeException e) {
            return Optional.of("_metadata can't be read: " + e);
        }
    }

    private static Optional<String> damage(CheckpointMetadata metadata) throws IOException {
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (StateObject state : subtask.getDiscardables()) {
                    Optional<String> damage = damage(state);
                    if (damage.isPresent()) {
                        return damage;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> damage(StateObject state) throws IOException {
        if (state instanceof KeyGroupsStateHandle keyed) {
            return damage(keyed.getDelegateStateHandle());
        }
        if (state instanceof OperatorStateHandle operator) {
            return damage(operator.getDelegateStateHandle());
        }
        if (!(state instanceof FileStateHandle handle)) {
            return Optional.empty();
        }
        Path file = Path.of(handle.getFilePath().getPath());
        if (!Files.exists(file)) {
            return Optional.of(file.getFileName() + " is missing");
        }
        long bytes = Files.size(file);
        return bytes == handle.getStateSize()
                ? Optional.empty()
                : Optional.of(file.getFileName() + " has " + bytes + " bytes, not " + handle.getStateSize());
    }
}
