package io.sojourn.api.access;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a key or token lets its bearer do and see, by name.
 *
 * @param name as keys and tokens name it
 * @param roles none includes another
 * @param scope rows, masks and small cells
 */
public record Policy(String name, Set<Role> roles, Scope scope) {
    /** Columns that name somebody; only a {@link Role#PHI_READER} sees them as they are. */
    static final Set<String> NAMING = Set.of("case_id", "resource");

    public Policy {
        roles = Set.copyOf(roles);
    }

    /** Somebody with this policy. */
    Principal principal(String who) {
        return new Principal(who, roles, roles.contains(Role.PHI_READER) ? scope : masked());
    }

    private Scope masked() {
        Set<String> columns = new TreeSet<>(scope.masked());
        columns.addAll(NAMING);
        return new Scope(scope.processes(), scope.rows(), columns, scope.smallestCell());
    }
}
