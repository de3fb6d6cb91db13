package io.sojourn.api;

import io.sojourn.api.access.Access;
import io.sojourn.api.mining.MiningOptions;
import io.sojourn.pseudonym.CaseIds;

/**
 * Settings of the {@link ApiServer}.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param readers documents that are computed at a time
 * @param liveClients who may listen to the live stream at a time
 * @param mining how much is mined at a time
 * @param access who is let in
 * @param caseIds makes the pseudonyms of the case ids that are stored, where they are
 */
public record ApiOptions(
        String host, int port, int readers, int liveClients, MiningOptions mining, Access access, CaseIds caseIds) {
    /** The port when none is named. */
    public static final int DEFAULT_PORT = 8765;

    public ApiOptions {
        if (host == null || host.isBlank() || port < 0 || port > 65_535 || readers < 1 || liveClients < 1) {
            throw new IllegalArgumentException(
                    "host=" + host + ", port=" + port + ", readers=" + readers + ", liveClients=" + liveClients
                            + ": a host, a port up to 65535, 1 reader and 1 client are needed");
        }
    }

    /** Whoever reaches the server is let in. */
    public ApiOptions(String host, int port, int readers, int liveClients, MiningOptions mining) {
        this(host, port, readers, liveClients, mining, Access.none(), CaseIds.AS_THEY_COME);
    }

    /** This machine alone, port 8765, 4 readers, 1,100 live clients. */
    public static ApiOptions defaults() {
        return new ApiOptions("127.0.0.1", DEFAULT_PORT, 4, 1_100, MiningOptions.defaults());
    }

    public ApiOptions withHost(String other) {
        return new ApiOptions(other, port, readers, liveClients, mining, access, caseIds);
    }

    public ApiOptions withPort(int other) {
        return new ApiOptions(host, other, readers, liveClients, mining, access, caseIds);
    }

    public ApiOptions withMining(MiningOptions other) {
        return new ApiOptions(host, port, readers, liveClients, other, access, caseIds);
    }

    public ApiOptions withAccess(Access other) {
        return new ApiOptions(host, port, readers, liveClients, mining, other, caseIds);
    }

    public ApiOptions withCaseIds(CaseIds other) {
        return new ApiOptions(host, port, readers, liveClients, mining, access, other);
    }

    /** True when only this machine can reach it. */
    boolean isLocal() {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}
