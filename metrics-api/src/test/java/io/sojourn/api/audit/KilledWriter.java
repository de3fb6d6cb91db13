package io.sojourn.api.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Writes an audit log until it is killed, and says each line that it has written. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] args) {
        try (AuditLog log = AuditLog.open(Path.of(args[0]), InstantSource.fixed(Instant.EPOCH))) {
            for (long i = 0; ; i++) {
                log.add(new AuditEntry(
                        "key a", null, "::1", "GET", "/api/v1/queues", "/" + i, null, Map.of(), i, 200, null, 1));
                System.out.println(log.lines());
            }
        }
    }
}
