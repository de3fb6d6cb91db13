package io.sojourn.cli.cluster;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Free ports for servers that must come back on the same one. They are below the range that the system gives to outgoing
 * connections: one of those would take the port while its server is down, or connect to itself.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int CONNECT_MILLIS = 500;
    /** Processes that look for ports at the same time begin at different places. */
    private static int next = (int) (ProcessHandle.current().pid() * 37 % COUNT);

    private Ports() {}

    /** The given port, or a free one for 0; never the same twice. */
    static synchronized int orFree(int port) {
        if (port != 0) {
            return port;
        }
        for (int i = 0; i < COUNT; i++) {
            int candidate = FIRST + next;
            next = (next + 1) % COUNT;
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new SojournException(ErrorCode.BUSY, "no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
