package io.sojourn.api;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;

/** Refuses to listen to other machines where that would show data to whoever comes, or to whoever listens on the way. */
final class Exposure {
    private Exposure() {}

    static void check(ApiOptions options) {
        if (options.isLocal()) {
            return;
        }
        if (!options.access().hasRules()) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the server would listen on " + options.host() + " and nobody has said who is let in.",
                    "Maybe make access rules (sojourn key create NAME --policy viewer), and name them with --access.");
        }
        if (!isSecure(options)) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "the server would listen on " + options.host()
                            + " without TLS: keys and data could be read on the way.",
                    "Maybe add tls: to the access rules, or say --behind-proxy where a proxy ends TLS.");
        }
    }

    /** True where browsers come by https. */
    static boolean isSecure(ApiOptions options) {
        return options.access().tls() != null || options.access().isBehindProxy();
    }
}
