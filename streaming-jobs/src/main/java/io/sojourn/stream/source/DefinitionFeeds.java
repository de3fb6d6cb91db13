package io.sojourn.stream.source;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Where the jobs of this process read versions of definitions from, by name. */
public final class DefinitionFeeds {
    private static final Map<String, Supplier<List<DefinitionVersion>>> FEEDS = new ConcurrentHashMap<>();

    private DefinitionFeeds() {}

    /** @param versions gives all versions that are durable, of all processes, in the order in which they came */
    public static void register(String name, Supplier<List<DefinitionVersion>> versions) {
        if (FEEDS.putIfAbsent(name, versions) != null) {
            throw new SojournException(ErrorCode.BUSY, "definitions are already handed over to " + name + " here.");
        }
    }

    public static void remove(String name) {
        FEEDS.remove(name);
    }

    static Supplier<List<DefinitionVersion>> find(String name) {
        Supplier<List<DefinitionVersion>> feed = FEEDS.get(name);
        if (feed == null) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "nobody gives definitions by the name " + name + " in this process.",
                    "Maybe the embedded job was submitted to a cluster.");
        }
        return feed;
    }
}
