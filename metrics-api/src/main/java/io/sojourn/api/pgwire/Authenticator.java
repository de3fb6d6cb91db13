package io.sojourn.api.pgwire;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.Principal;
import io.sojourn.api.access.SignedIn;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.net.InetAddress;
import java.util.Optional;

/** Says who connects, and whether they still may be connected. */
public interface Authenticator {
    /** How a sign-in is called in the audit log. */
    String WAY = "SQL-LOGIN";

    /** True where a secret is asked for. It travels as it is, so then the connection is encrypted, or of this machine. */
    boolean asksForSecret();

    /**
     * Who it is; empty: the secret is wrong.
     *
     * @param name as the client gives it; where the secret alone says who it is, it may be ignored
     * @param secret a key or token; empty where none is asked for
     * @param address where the client is
     */
    Optional<SignedIn> authenticate(String name, String secret, InetAddress address);

    /** Whoever shows a key or token that the rules know; where there are no rules, whoever comes. */
    static Authenticator over(Access access) {
        return new Authenticator() {
            @Override
            public boolean asksForSecret() {
                return access.isAsked();
            }

            @Override
            public Optional<SignedIn> authenticate(String name, String secret, InetAddress address) {
                try {
                    return Optional.of(access.signIn(secret, WAY, address.getHostAddress()));
                } catch (SojournException e) {
                    // After too many wrong ones the front makes the next one wait.
                    if (e.code() == ErrorCode.UNAUTHENTICATED || e.code() == ErrorCode.BUSY) {
                        return Optional.empty();
                    }
                    throw e;
                }
            }
        };
    }

    /** Whoever comes is who sits at this machine. For loopback alone. */
    static Authenticator local() {
        return new Authenticator() {
            @Override
            public boolean asksForSecret() {
                return false;
            }

            @Override
            public Optional<SignedIn> authenticate(String name, String secret, InetAddress address) {
                return Optional.of(SignedIn.forGood(Principal.local()));
            }
        };
    }
}
