package io.sojourn.api.access;

import io.sojourn.definition.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of access rules held against definitions.
 *
 * @param keys how many it has
 * @param policies how many it has
 * @param warnings about names that no definition has, in the order of the file, each with its place; empty: none
 */
public record AccessCheck(int keys, int policies, List<String> warnings) {
    /**
     * Reads the file as a server does.
     *
     * @param processes null: names are not looked up
     * @throws io.sojourn.event.SojournException {@code bad_access} with line and column, where a server would not take it
     */
    public static AccessCheck of(Path file, Processes processes) {
        AccessRules rules = AccessReader.read(file);
        return new AccessCheck(
                rules.keys().size(), rules.policies().size(), processes == null ? List.of() : of(rules, processes));
    }

    static List<String> of(AccessRules rules, Processes processes) {
        return rules.words().stream()
                .map(word -> word.trouble(processes))
                .flatMap(Optional::stream)
                .toList();
    }
}
