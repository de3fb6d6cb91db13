package io.sojourn.definition;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML text of limited size and depth as nodes with their places. */
public final class YamlText {
    /** Aliases in a text: each repeats what its anchor holds. */
    static final int ALIASES = 50;

    private final String fileName;
    private final Kind kind;

    /**
     * What a text is, for its messages.
     *
     * @param code of all that is wrong with it
     * @param word such as {@code definition}
     * @param example how one begins
     */
    public record Kind(ErrorCode code, String word, String example) {}

    private static final Kind DEFINITION = new Kind(ErrorCode.BAD_DEFINITION, "definition", "process: my-process");

    YamlText(String fileName) {
        this(fileName, DEFINITION);
    }

    public YamlText(String fileName, Kind kind) {
        this.fileName = fileName;
        this.kind = kind;
    }

    ErrorCode code() {
        return kind.code();
    }

    String what() {
        return kind.word();
    }

    /** The root of the text. */
    public YamlValue read(String yaml) {
        if (yaml.length() > Limits.DEFINITION_LENGTH) {
            throw new SojournException(
                    kind.code(),
                    fileName + " has " + yaml.length() + " characters; a " + kind.word() + " has at most "
                            + Limits.DEFINITION_LENGTH + ".");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(fileName)
                .setCodePointLimit(Limits.DEFINITION_LENGTH)
                .setMaxAliasesForCollections(ALIASES)
                .build();
        try {
            checkDepth(settings, yaml);
            Optional<Node> root = new Compose(settings).composeString(yaml);
            return new YamlValue(this, root.orElseThrow(this::empty), "");
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw error(kind.code(), mark, "not valid YAML: " + oneLine(e.getProblem()) + ".", null, e);
        } catch (YamlEngineException e) {
            throw new SojournException(kind.code(), fileName + ": not valid YAML: " + oneLine(e.getMessage()), null, e);
        } catch (NoSuchElementException | IllegalStateException | IndexOutOfBoundsException | NullPointerException e) {
            // The parser fails so on some texts that are no YAML, instead of saying where.
            throw new SojournException(
                    kind.code(),
                    fileName + ": not valid YAML.",
                    "Maybe look for a bracket, brace or quote too many, or too few.",
                    e);
        }
    }

    private SojournException empty() {
        return new SojournException(
                kind.code(), fileName + " is empty.", "Maybe begin with \"" + kind.example() + "\".");
    }

    /** Reads the text as flat events first: building nodes recurses, and must not meet a hostile depth. */
    private void checkDepth(LoadSettings settings, String yaml) {
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                default -> {}
            }
            if (depth > Limits.DEPTH) {
                throw error(
                        kind.code(),
                        event.getStartMark(),
                        "nested deeper than " + Limits.DEPTH + " levels.",
                        null,
                        null);
            }
            if (aliases > ALIASES) {
                throw error(kind.code(), event.getStartMark(), "more than " + ALIASES + " aliases.", null, null);
            }
        }
    }

    SojournException error(ErrorCode code, Optional<Mark> mark, String message, String hint, Throwable cause) {
        String place = mark.map(m -> place(m.getLine() + 1, m.getColumn() + 1)).orElse(fileName);
        return new SojournException(code, place + ": " + message, hint, cause);
    }

    String place(int line, int column) {
        return fileName + " line " + line + ", column " + column;
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }
}
