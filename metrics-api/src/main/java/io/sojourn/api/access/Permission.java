package io.sojourn.api.access;

/**
 * What a route asks of who calls it.
 *
 * @param role that is needed; null: none
 * @param who who may come at all
 * @param whole true where the answer, or what is written, is of all rows: refused to who sees only some
 * @param cost of a call, in units of the rate: 1 is a document that is kept ready
 */
public record Permission(Role role, Who who, boolean whole, int cost) {
    /** Who may come at all. */
    public enum Who {
        /** Anybody: nothing of the data is there. */
        ANYBODY,
        /** Whoever is known. */
        KNOWN
    }

    public Permission {
        if (cost < 0 || who == Who.ANYBODY && role != null) {
            throw new IllegalArgumentException("cost=" + cost + ", who=" + who + ", role=" + role);
        }
    }

    static Permission anybody() {
        return new Permission(null, Who.ANYBODY, false, 0);
    }

    static Permission known() {
        return new Permission(null, Who.KNOWN, false, 1);
    }

    static Permission of(Role role, int cost) {
        return new Permission(role, Who.KNOWN, false, cost);
    }

    static Permission whole(Role role, int cost) {
        return new Permission(role, Who.KNOWN, true, cost);
    }

    /** True where nobody is asked who they are. */
    public boolean isOpen() {
        return who == Who.ANYBODY;
    }
}
