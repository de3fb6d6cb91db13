package io.sojourn.definition;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Process definitions from YAML: parsed strictly, checked, and compiled for both engines. Whatever is wrong is a {@link
 * SojournException} whose message names file, line and column, and the nearest known name.
 */
public final class Definitions {
    private static final String SCHEMA = "process-definition.schema.json";

    private Definitions() {}

    /**
     * Compiles a definition.
     *
     * @param fileName how messages name the text
     * @param yaml the text, at most {@link Limits#DEFINITION_LENGTH} characters
     */
    public static CompiledDefinition compile(String fileName, String yaml) {
        YamlValue root = new YamlText(fileName).read(yaml);
        ExpressionList found = ExpressionList.unnumbered();
        new DefinitionReader(root, yaml, found).read();
        ExpressionList numbered = found.numbered();
        ProcessDefinition definition = new DefinitionReader(root, yaml, numbered).read();
        return new CompiledDefinition(definition, numbered.compile(definition));
    }

    /** Compiles the definition in a file, UTF-8. */
    public static CompiledDefinition load(Path file) {
        try {
            if (Files.size(file) > 4L * Limits.DEFINITION_LENGTH) {
                throw new SojournException(
                        ErrorCode.BAD_DEFINITION,
                        file + " has " + Files.size(file) + " bytes; a definition has at most "
                                + Limits.DEFINITION_LENGTH + " characters.");
            }
            return compile(file.getFileName().toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SojournException(
                    ErrorCode.NOT_FOUND, "there is no file " + file + ".", "Maybe check the path.", e);
        } catch (CharacterCodingException e) {
            throw new SojournException(ErrorCode.BAD_DEFINITION, file + " is not UTF-8 text.", null, e);
        } catch (IOException e) {
            throw new SojournException(ErrorCode.NOT_FOUND, file + " can't be read: " + e.getMessage() + ".", null, e);
        }
    }

    /** The JSON Schema (draft 2020-12) of a definition, for editors. */
    public static String schema() {
        try (InputStream in = Definitions.class.getResourceAsStream(SCHEMA)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SCHEMA + " is on the class path and can't be read", e);
        }
    }
}
