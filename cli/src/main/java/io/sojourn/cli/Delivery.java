package io.sojourn.cli;

import io.sojourn.api.delivery.Destination;
import io.sojourn.api.delivery.Secret;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where staffing signals are delivered, as the command line says it. The secret never stands on the command line. */
final class Delivery {
    private static final String VARIABLE = "SOJOURN_SIGNAL_SECRET";

    @Option(
            names = "--signals-to",
            paramLabel = "URL",
            description = "Deliver staffing signals there: signed CloudEvents by POST, retried until they arrive.")
    private URI url;

    @Option(
            names = "--signals-secret",
            paramLabel = "FILE",
            description =
                    "File with the signing secret (whsec_...). Default: the environment variable " + VARIABLE + ".")
    private Path secret;

    @Option(
            names = "--signals-private",
            description = "Allow a URL on this machine or in a private network, and plain HTTP.")
    private boolean inPrivateNetwork;

    /** The destination, or null when signals stay here. */
    Destination destination() {
        if (url == null) {
            return null;
        }
        if (secret == null && System.getenv(VARIABLE) == null) {
            throw new SojournException(
                    ErrorCode.BAD_REQUEST,
                    "--signals-to needs a signing secret.",
                    "Maybe --signals-secret FILE, or set " + VARIABLE + ".");
        }
        Secret key = secret != null ? Secret.fromFile(secret) : Secret.fromEnvironment(VARIABLE);
        Destination destination = Destination.of("signals", url, key);
        return inPrivateNetwork ? destination.inPrivateNetwork() : destination;
    }
}
