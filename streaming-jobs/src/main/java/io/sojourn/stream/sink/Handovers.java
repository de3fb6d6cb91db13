package io.sojourn.stream.sink;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.fact.ResultConsumer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The consumers of results in this process, by name: how an embedded job finds its store. */
public final class Handovers {
    private static final Map<String, ResultConsumer> CONSUMERS = new ConcurrentHashMap<>();

    private Handovers() {}

    public static void register(String name, ResultConsumer consumer) {
        if (CONSUMERS.putIfAbsent(name, consumer) != null) {
            throw new SojournException(ErrorCode.BUSY, "results are already handed over to " + name + " here.");
        }
    }

    public static void remove(String name) {
        CONSUMERS.remove(name);
    }

    static ResultConsumer find(String name) {
        ResultConsumer consumer = CONSUMERS.get(name);
        if (consumer == null) {
            throw new SojournException(
                    ErrorCode.BROKEN,
                    "nobody takes results by the name " + name + " in this process.",
                    "Maybe the embedded job was submitted to a cluster: use a sink that crosses processes.");
        }
        return consumer;
    }
}
