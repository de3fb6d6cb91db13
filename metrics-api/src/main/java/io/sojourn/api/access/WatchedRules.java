package io.sojourn.api.access;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of access rules that is read again when it changes. One that can't be used changes nothing, and the log says why. One
 * that isn't there yet lets nobody in.
 */
final class WatchedRules {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedRules.class);

    private final Path file;
    private final Function<Path, AccessRules> reader;
    private final Consumer<AccessRules> follow;
    private String seen;
    private volatile AccessRules rules;
    private volatile boolean there;
    private volatile String trouble;

    /**
     * @param awaited true where the file may come later
     * @param follow is called with each version that can be used; it may refuse one
     */
    WatchedRules(Path file, boolean awaited, Consumer<AccessRules> follow) {
        this(file, awaited, AccessReader::read, follow);
    }

    WatchedRules(Path file, boolean awaited, Function<Path, AccessRules> reader, Consumer<AccessRules> follow) {
        this.file = file;
        this.reader = reader;
        this.follow = follow;
        String before = state(file);
        this.there = !awaited || Files.exists(file);
        this.rules = there ? reader.apply(file) : AccessRules.nobody();
        this.seen = before + keyStates(rules);
        follow.accept(rules);
    }

    /** True once the file has been read. */
    boolean isThere() {
        return there;
    }

    /** What holds now; a change of the file holds from the next request on. */
    AccessRules now() {
        String state = state(file) + keyStates(rules);
        synchronized (this) {
            if (!state.equals(seen)) {
                read();
            }
        }
        return rules;
    }

    /** Its state is looked at before it is read: what changes in between is seen as a change by the next request. */
    private void read() {
        String before = state(file);
        try {
            AccessRules changed = reader.apply(file);
            seen = before + keyStates(changed);
            follow.accept(changed);
            rules = changed;
            there = true;
            trouble = null;
            LOG.info(
                    "{} has changed: {} keys, {} policies",
                    file,
                    changed.keys().size(),
                    changed.policies().size());
        } catch (SojournException e) {
            seen = before + keyStates(rules);
            trouble = e.fullMessage();
            LOG.error("{} has changed and can't be used; the rules of before go on: {}", file, e.fullMessage());
        }
    }

    /** Why the newest version of the file can't be used, or null. */
    String trouble() {
        return trouble;
    }

    /** Size and time of the files with keys that the rules name. */
    private static String keyStates(AccessRules rules) {
        return rules.tokens().stream()
                .map(TokenRule::keysIn)
                .filter(Objects::nonNull)
                .map(WatchedRules::state)
                .collect(Collectors.joining());
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey() + "\n";
        } catch (IOException e) {
            return "gone\n";
        }
    }
}
