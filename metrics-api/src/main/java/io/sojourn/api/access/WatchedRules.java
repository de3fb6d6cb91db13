package io.sojourn.api.access;

import io.sojourn.event.SojournException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of access rules that is read again when it changes. One that can't be used changes nothing, and the log says why. One
 * that isn't there yet lets nobody in.
 */
final class WatchedRules {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedRules.class);

    private final Path file;
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
        this.file = file;
        this.follow = follow;
        this.there = !awaited || Files.exists(file);
        this.rules = there ? AccessReader.read(file) : AccessRules.nobody();
        this.seen = state();
        follow.accept(rules);
    }

    /** True once the file has been read. */
    boolean isThere() {
        return there;
    }

    /** What holds now; a change of the file holds from the next request on. */
    AccessRules now() {
        String state = state();
        synchronized (this) {
            if (!state.equals(seen)) {
                seen = state;
                read();
            }
        }
        return rules;
    }

    private void read() {
        try {
            AccessRules changed = AccessReader.read(file);
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
            trouble = e.fullMessage();
            LOG.error("{} has changed and can't be used; the rules of before go on: {}", file, e.fullMessage());
        }
    }

    /** Why the newest version of the file can't be used, or null. */
    String trouble() {
        return trouble;
    }

    /** Size and time of the file, and of those with keys that it names. */
    private String state() {
        List<Path> files = new ArrayList<>(List.of(file));
        rules.tokens().stream().map(TokenRule::keysIn).filter(Objects::nonNull).forEach(files::add);
        StringBuilder state = new StringBuilder();
        for (Path one : files) {
            try {
                BasicFileAttributes now = Files.readAttributes(one, BasicFileAttributes.class);
                state.append(now.lastModifiedTime())
                        .append(' ')
                        .append(now.size())
                        .append(' ')
                        .append(now.fileKey());
            } catch (IOException e) {
                state.append("gone");
            }
            state.append('\n');
        }
        return state.toString();
    }
}
