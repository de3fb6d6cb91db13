package io.sojourn.api.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name as it stands in the audit log; never a key or a token
 * @param roles what it may do
 * @param scope what part of the data it sees
 */
public record Principal(String name, Set<Role> roles, Scope scope) {
    private static final Principal LOCAL = new Principal("local", EnumSet.allOf(Role.class), Scope.all());

    public Principal {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a principal has a name");
        }
        roles = Set.copyOf(roles);
    }

    /** Who sits at this machine, where no keys are asked for: may do and sees everything. */
    public static Principal local() {
        return LOCAL;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
