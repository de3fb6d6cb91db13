package io.sojourn.api.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Keeps messages from being sent where they must not go (server-side request forgery): link-local addresses, among them
 * the metadata services of clouds, are never allowed; loopback and private ones only where the destination says so. Looked
 * at before each try, since names can change their address.
 */
final class AddressGuard {
    private static final int CARRIER_NAT = 100;

    private AddressGuard() {}

    /** Why a URL is refused; null when it is allowed. */
    static String refusal(URI url, boolean allowPrivate) throws UnknownHostException {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            return "scheme " + scheme + " is not allowed";
        }
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            return "the URL needs a host, and no user or fragment";
        }
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            String refusal = refusal(address, allowPrivate);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static String refusal(InetAddress address, boolean allowPrivate) {
        if (address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return "address " + address.getHostAddress() + " is never allowed";
        }
        boolean local = address.isLoopbackAddress() || address.isSiteLocalAddress() || isUniqueLocal(address);
        return local && !allowPrivate ? "address " + address.getHostAddress() + " is private" : null;
    }

    /** fc00::/7, and 100.64.0.0/10 which carriers and clouds use inside. */
    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? (bytes[0] & 0xfe) == 0xfc
                : bytes[0] == CARRIER_NAT && (bytes[1] & 0xc0) == 64;
    }
}
