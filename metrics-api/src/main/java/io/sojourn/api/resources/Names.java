package io.sojourn.api.resources;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.List;

/** Names that a request may say. */
final class Names {
    private Names() {}

    /** The name, where it is one of these; else it is not there. */
    static String known(String what, String name, List<String> known) {
        if (known.contains(name)) {
            return name;
        }
        throw new SojournException(
                ErrorCode.NOT_FOUND,
                "there is no " + what + " \"" + name + "\".",
                known.isEmpty() ? "Maybe the definition has none." : "Maybe one of " + String.join(", ", known) + ".");
    }
}
