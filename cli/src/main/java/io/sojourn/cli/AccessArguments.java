package io.sojourn.cli;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/**
 * Who a server lets in, as the command line says it. Where no rules are there, only who has the key of this run; the demo alone,
 * whose data is made up, asks nobody.
 */
final class AccessArguments {
    /** Where the rules of a data folder are. */
    static final String FILE = "access.yaml";

    private static final String AUDIT = "audit.jsonl";

    @Option(
            names = "--access",
            paramLabel = "FILE",
            description =
                    "Access rules: keys, tokens, roles. Default: access.yaml in the data folder, where there is one.")
    private Path file;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description =
                    "Record each request there. Default, where keys are asked for: audit.jsonl in the data folder.")
    private Path audit;

    @Option(
            names = "--behind-proxy",
            description = "A proxy before the server ends TLS and names callers in X-Forwarded-For.")
    private boolean behindProxy;

    private final boolean asked;

    AccessArguments() {
        this(true);
    }

    private AccessArguments(boolean asked) {
        this.asked = asked;
    }

    /** Of data that is made up: without rules everybody on this machine is let in. */
    static AccessArguments ofMadeUpData() {
        return new AccessArguments(false);
    }

    /** Opens the rules and the audit log of a server over a folder. */
    Access open(DataFolder folder) {
        return Access.open(options(folder).withProxy(behindProxy));
    }

    private AccessOptions options(DataFolder folder) {
        Path usual = folder.root().resolve(FILE);
        InstantSource clock = InstantSource.system();
        if (file == null && !asked && !Files.exists(usual)) {
            return AccessOptions.open(clock).withAudit(audit);
        }
        AccessOptions rules = file != null
                ? AccessOptions.of(file, clock)
                : AccessOptions.of(usual, clock).whenItComes();
        return rules.withAudit(audit != null ? audit : folder.root().resolve(AUDIT));
    }
}
