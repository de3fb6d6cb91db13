package io.sojourn.cli;

import io.sojourn.api.definitions.DefinitionDesk;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a definition: when its text changes, it is put as a further version of its process. What is refused is said
 * once.
 */
final class WatchedDefinition {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedDefinition.class);
    private final Path file;
    private final String process;
    private final DefinitionDesk desk;
    private final Terminal terminal;
    private String seen;

    /** @param read what was read from the file, and is in use */
    private WatchedDefinition(Path file, ProcessDefinition read, DefinitionDesk desk, Terminal terminal) {
        this.file = file;
        this.process = read.process();
        this.seen = read.text();
        this.desk = desk;
        this.terminal = terminal;
    }

    /** One for each file; the definitions that are in use are those that were read from them. */
    static List<WatchedDefinition> of(
            List<Path> files, List<CompiledDefinition> read, DefinitionDesk desk, Terminal terminal) {
        List<WatchedDefinition> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            all.add(new WatchedDefinition(files.get(i), read.get(i).definition(), desk, terminal));
        }
        return all;
    }

    /** A process can't be removed again: a slip in its name must not make one. */
    private void refuseAnother(String named) {
        if (!named.equals(process)) {
            throw new SojournException(
                    ErrorCode.BAD_DEFINITION,
                    file + " was of process " + process + ", and is of " + named + " now.",
                    "Maybe change its name back; a further process is named at the start, or put over HTTP.");
        }
    }

    /** Looks at the file; to be called now and then, by one thread. */
    void look() {
        try {
            String text = Files.readString(file);
            if (text.equals(seen)) {
                return;
            }
            seen = text;
            CompiledDefinition compiled = Definitions.compile(file.getFileName().toString(), text);
            refuseAnother(compiled.definition().process());
            DefinitionVersion put = desk.put(compiled, false);
            terminal.say(
                    "Version %s of the definition of %s is in use.",
                    put.number(), put.definition().process());
        } catch (IOException e) {
            LOG.debug("{} can't be read now: an editor may be replacing it", file, e);
        } catch (SojournException e) {
            terminal.say("The definition stays as it is: %s", e.fullMessage());
        }
    }
}
