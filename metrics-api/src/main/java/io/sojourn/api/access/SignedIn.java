package io.sojourn.api.access;

import java.util.function.BooleanSupplier;

/**
 * Somebody on a connection that outlives a request.
 *
 * @param who as they were when they signed in
 * @param stillGood false once they may no longer see what they saw then: their key ran out, was withdrawn, or its policy is
 *     another one. To be asked before each answer, and now and then while nothing is asked
 */
public record SignedIn(Principal who, BooleanSupplier stillGood) {
    /** Somebody whom nothing is taken from. */
    public static SignedIn forGood(Principal who) {
        return new SignedIn(who, () -> true);
    }
}
