package io.sojourn.cli;

import io.sojourn.api.access.Access;
import io.sojourn.api.access.AccessOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Who a server lets in, as the command line says it. */
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
            description = "Record each request there. Default, with access rules: audit.jsonl in the data folder.")
    private Path audit;

    @Option(
            names = "--behind-proxy",
            description = "A proxy before the server ends TLS and names callers in X-Forwarded-For.")
    private boolean behindProxy;

    /** Opens the rules and the audit log of a server over a folder. */
    Access open(DataFolder folder) {
        Path usual = folder.root().resolve(FILE);
        Path rules = file != null ? file : Files.exists(usual) ? usual : null;
        Path log = audit != null || rules == null ? audit : folder.root().resolve(AUDIT);
        return Access.open(
                AccessOptions.of(rules, InstantSource.system()).withAudit(log).withProxy(behindProxy));
    }
}
