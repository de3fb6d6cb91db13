package io.sojourn.mining.format;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells by its name what a column means: an option first, then the usual names. */
final class Recognition {
    /** A meaning, and how good the name is: the lower the rank, the better. */
    record Match(Role role, int rank) {}

    private static final int CACHE = 10_000;
    private static final Match NONE = new Match(null, Integer.MAX_VALUE);

    private final Map<String, Match> byLowerName = new HashMap<>();
    private final Map<String, Match> byExactName = new HashMap<>();
    private final Map<String, Match> cache = new HashMap<>();
    private final Map<Role, String> options;

    Recognition(ReadOptions options) {
        this.options = chosen(options);
        for (Role role : Role.values()) {
            if (!this.options.containsKey(role)) {
                for (int i = 0; i < role.names().size(); i++) {
                    byLowerName.put(role.names().get(i), new Match(role, i + 1));
                }
            }
        }
        this.options.forEach((role, name) -> byExactName.put(name, new Match(role, 0)));
    }

    static Map<Role, String> chosen(ReadOptions o) {
        Map<Role, String> chosen = new EnumMap<>(Role.class);
        put(chosen, Role.CASE, o.caseColumn());
        put(chosen, Role.ACTIVITY, o.activityColumn());
        put(chosen, Role.TIME, o.timeColumn());
        put(chosen, Role.START, o.startColumn());
        put(chosen, Role.RESOURCE, o.resourceColumn());
        put(chosen, Role.LIFECYCLE, o.lifecycleColumn());
        return chosen;
    }

    private static void put(Map<Role, String> chosen, Role role, String name) {
        if (name != null) {
            chosen.put(role, name);
        }
    }

    /** What the name means; its role is null for an attribute. */
    Match match(String name) {
        Match known = cache.get(name);
        if (known == null) {
            known = byExactName.get(name);
            if (known == null) {
                known = byLowerName.getOrDefault(name.toLowerCase(Locale.ROOT), NONE);
            }
            if (cache.size() < CACHE) {
                cache.put(name, known);
            }
        }
        return known;
    }

    /** The role of each column of a header; null for an attribute. */
    Role[] roles(List<String> header) {
        Role[] roles = new Role[header.size()];
        for (Role role : Role.values()) {
            int best = -1;
            for (int i = 0; i < roles.length; i++) {
                Match match = match(header.get(i));
                if (match.role == role && (best < 0 || match.rank < match(header.get(best)).rank)) {
                    best = i;
                }
            }
            if (best >= 0) {
                roles[best] = role;
            }
        }
        keepTogether(roles, Role.EVENT_ID, Role.SOURCE, Role.SEQUENCE);
        keepTogether(roles, Role.CORRECTS, Role.OPERATION, Role.VERSION);
        keepTogether(roles, Role.OPERATION, Role.CORRECTS, Role.VERSION);
        return roles;
    }

    /** Names as general as {@code source} or {@code version} mean our own columns only beside their sibling. */
    private static void keepTogether(Role[] roles, Role sibling, Role... dependent) {
        List<Role> all = java.util.Arrays.asList(roles);
        if (!all.contains(sibling)) {
            for (Role role : dependent) {
                int at = all.indexOf(role);
                if (at >= 0) {
                    roles[at] = null;
                }
            }
        }
    }

    /** Options that no column of the header answers to. */
    List<String> missingOptions(List<String> header) {
        List<String> missing = new ArrayList<>(options.values());
        missing.removeAll(header);
        return missing;
    }
}
