package io.sojourn.api.delivery;

import java.net.URI;
import java.time.Duration;

/**
 * Where messages go.
 *
 * @param name as in the outbox
 * @param url takes POST
 * @param secret signs what is sent
 * @param allowPrivate also loopback and private addresses, and plain HTTP; link-local ones never
 * @param timeout of one try
 */
public record Destination(String name, URI url, Secret secret, boolean allowPrivate, Duration timeout) {
    public static Destination of(String name, URI url, Secret secret) {
        return new Destination(name, url, secret, false, Duration.ofSeconds(20));
    }

    /** For a receiver on this machine or in this network. */
    public Destination inPrivateNetwork() {
        return new Destination(name, url, secret, true, timeout);
    }

    public Destination withTimeout(Duration time) {
        return new Destination(name, url, secret, allowPrivate, time);
    }
}
