package io.sojourn.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Whether the chain of an audit log holds: whether each line names the hash of the one before, and counts on. It finds every
 * change, removal or insertion of lines, but not at the very end, and not a log that was written anew as a whole: for
 * these, keep a hash from time to time elsewhere, and ask for it.
 */
public final class AuditCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private long lines;
    private String head = AuditChain.BEGINNING;
    private String broken;
    private boolean found;

    private AuditCheck() {}

    /**
     * What was found.
     *
     * @param lines whole lines for which the chain holds, from the first on
     * @param head hash of the last of them
     * @param broken where and why it doesn't hold from there on, or null
     * @param torn bytes of a last line that was not finished, as a kill leaves it; 0: none
     * @param expected true where the hash that was asked for is that of one of the lines
     */
    public record Report(long lines, String head, String broken, long torn, boolean expected) {
        public boolean holds() {
            return broken == null;
        }
    }

    /**
     * Reads a log once, front to back.
     *
     * @param expected hash of a line that must be there, or null
     */
    public static Report of(Path file, String expected) {
        AuditCheck check = new AuditCheck();
        try (AuditLines in = new AuditLines(file)) {
            for (byte[] line = in.next(); line != null && check.broken == null; line = in.next()) {
                check.line(line, expected);
            }
            return new Report(check.lines, check.head, check.broken, in.rest().length, check.found);
        } catch (NoSuchFileException e) {
            throw new SojournException(ErrorCode.NOT_FOUND, "there is no file " + file + ".", null, e);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.BROKEN, file + " can't be read: " + e.getMessage() + ".", null, e);
        }
    }

    private void line(byte[] line, String expected) {
        JsonNode json = json(line);
        if (json == null) {
            broken = "line " + (lines + 1) + " is no JSON object";
        } else if (!json.path("prev").asText().equals(head)) {
            broken = "line " + (lines + 1)
                    + " does not follow the line before: that, or this one, was changed, added or removed";
        } else if (json.path("n").asLong() != lines + 1) {
            broken = "line " + (lines + 1) + " says that it is line "
                    + json.path("n").asText();
        } else {
            head = AuditChain.hash(line);
            lines++;
            found |= head.equals(expected);
        }
    }

    static JsonNode json(byte[] line) {
        try {
            JsonNode json = line.length > Limits.AUDIT_LINE_BYTES ? null : JSON.readTree(line);
            return json != null && json.isObject() ? json : null;
        } catch (IOException e) {
            return null;
        }
    }
}
