package io.sojourn.api.access;

import io.github.bucket4j.TimeMeter;
import io.sojourn.api.audit.AuditLog;
import io.sojourn.definition.Processes;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is let in, and as whom: the one door of every way in. With a file of access rules, only who shows a key or token that it
 * knows; while that file isn't there yet, only who shows the folder's key; and where none is ever asked for, everybody, as
 * {@link Principal#local()}. Rules are those of the file at the moment of the request.
 */
public final class Access implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final int OK = 200;
    private static final int REFUSED = 401;

    private final AccessOptions options;
    private final WatchedRules watched;
    private final RateLimits limits;
    private final AuditLog audit;
    private final KeyText folderKey;
    private volatile List<TokenChecker> tokens = List.of();
    private volatile Supplier<Processes> processes;
    private volatile List<String> warnings = List.of();

    private Access(AccessOptions options, TimeMeter time) {
        this.options = options;
        this.limits = new RateLimits(Rates.defaults(), time);
        this.watched =
                options.file() == null ? null : new WatchedRules(options.file(), options.awaited(), this::follow);
        this.audit = options.auditFile() == null ? null : AuditLog.open(options.auditFile(), options.clock());
        this.folderKey = watched == null ? null : KeyText.fresh();
    }

    /** Everybody who reaches the server may do everything. */
    public static Access none() {
        return open(AccessOptions.open(() -> Instant.EPOCH));
    }

    /** Reads the rules, and opens the audit log. */
    public static Access open(AccessOptions options) {
        return new Access(options, TimeMeter.SYSTEM_NANOTIME);
    }

    static Access open(AccessOptions options, TimeMeter time) {
        return new Access(options, time);
    }

    /** From now on what the rules name is looked up in these definitions: the log tells now, and at each change of the file, what none has. */
    public void compareWith(Supplier<Processes> definitions) {
        processes = definitions;
        if (watched != null) {
            warn(watched.now());
        }
    }

    /** Names in the rules of now that no definition has, with their places; the log has them too. */
    public List<String> warnings() {
        if (watched != null) {
            watched.now();
        }
        return warnings;
    }

    private void warn(AccessRules rules) {
        if (processes != null) {
            warnings = AccessCheck.of(rules, processes.get());
            warnings.forEach(LOG::warn);
        }
    }

    private void follow(AccessRules rules) {
        warn(rules);
        tokens = rules.tokens().stream()
                .map(rule -> new TokenChecker(rule, options.refresh()))
                .toList();
        limits.follow(rules.rates());
    }

    /** True where a key or token is asked for. */
    public boolean isAsked() {
        return watched != null;
    }

    /** True where somebody wrote down who is let in. */
    public boolean hasRules() {
        return watched != null && watched.isThere();
    }

    public boolean isBehindProxy() {
        return options.behindProxy();
    }

    /** The server's certificate, or null. */
    public TlsFiles tls() {
        return watched == null ? null : watched.now().tls();
    }

    /** Where requests are recorded, or null. */
    public AuditLog audit() {
        return audit;
    }

    /** A key for commands on this machine, of this run of the server alone; null where no key is asked for. */
    public String folderKey() {
        return folderKey == null ? null : folderKey.reveal();
    }

    /** Why the newest version of the rules can't be used, or null. */
    public String trouble() {
        return watched == null ? null : watched.trouble();
    }

    InstantSource clock() {
        return options.clock();
    }

    RateLimits limits() {
        return limits;
    }

    /**
     * Who shows a key or token, for ways in that are not HTTP. It is recorded, as is a wrong one, but for those over the limit.
     *
     * @param credential key or token
     * @param way in, as in {@code SQL-LOGIN}
     * @param address where it came from: wrong tries of one address are limited
     * @throws SojournException {@code unauthenticated}, {@code forbidden}, or {@code busy} after too many wrong tries
     */
    public SignedIn signIn(String credential, String way, String address) {
        if (!isAsked()) {
            return SignedIn.forGood(Principal.local());
        }
        try {
            Subject subject = subject(credential);
            Principal principal = principal(subject);
            add(principal, way, address, null, null, OK, null, 0);
            return new SignedIn(principal, stillGood(subject, principal));
        } catch (SojournException e) {
            long wait = e.code() == ErrorCode.UNAUTHENTICATED ? limits.wrongTry(address) : 0;
            if (wait > 0) {
                throw tooManyWrongTries(wait);
            }
            add(null, way, address, null, null, REFUSED, e.code().word(), 0);
            throw e;
        }
    }

    /** False once a subject may no longer see what the principal saw: its key is over or withdrawn, or its policy another one. */
    BooleanSupplier stillGood(Subject subject, Principal principal) {
        return () -> {
            try {
                return principal(subject).equals(principal);
            } catch (SojournException e) {
                return false;
            }
        };
    }

    static SojournException tooManyWrongTries(long waitSeconds) {
        return new SojournException(
                ErrorCode.BUSY, "too many wrong keys from this address.", "Maybe try again in " + waitSeconds + " s.");
    }

    /**
     * Records one query of a way in that is not HTTP; nothing where nothing is recorded.
     *
     * @param way in, as in {@code SQL}
     * @param statement SHA-256 of its text
     * @param status as HTTP would say it
     * @param code of a failure, or null
     */
    public void record(Principal who, String way, String statement, long rows, int status, String code, long millis) {
        add(who, way, "-", statement, rows, status, code, millis);
    }

    private void add(
            Principal who,
            String way,
            String address,
            String statement,
            Long rows,
            int status,
            String code,
            long millis) {
        if (audit != null) {
            audit.add(AuditTrail.entry(who, way, address, statement, rows, status, code, millis));
        }
    }

    /** Takes the cost of one request or query; 0, or seconds until there is room for it. The folder's own key has no rate. */
    public long take(Principal principal, int cost) {
        return isAsked() && !principal.equals(Principal.local()) ? limits.take(principal.name(), cost) : 0;
    }

    /** Who shows a key or token; refused as {@code unauthenticated} where it is not known. */
    Subject subject(String credential) {
        if (credential.length() > Limits.CREDENTIAL_LENGTH) {
            throw unknownKey();
        }
        KeyText key = KeyText.of(credential);
        return key == null ? ofToken(credential) : ofKey(key);
    }

    private Subject ofKey(KeyText key) {
        if (key.is(folderKey.sha256())) {
            return new Subject.OfFolder();
        }
        ApiKey known = watched.now().keys().get(key.id());
        // An unknown id takes as long as a wrong key.
        if (!key.is(known == null ? folderKey.sha256() : known.sha256()) || known == null) {
            throw unknownKey();
        }
        if (known.isOver(options.clock().instant())) {
            throw new SojournException(
                    ErrorCode.UNAUTHENTICATED,
                    "the key " + known.id() + " ran out or was withdrawn at " + known.expires() + ".",
                    "Maybe ask for a new one.");
        }
        return new Subject.OfKey(known.id(), known.sha256());
    }

    private Subject ofToken(String token) {
        watched.now();
        String issuer = TokenChecker.issuer(token);
        if (issuer == null) {
            throw unknownKey();
        }
        SojournException last = TokenChecker.refused("is of an issuer that is not trusted here");
        for (TokenChecker checker : tokens) {
            if (checker.rule().issuer().equals(issuer)) {
                try {
                    return checker.check(token, options.clock().instant());
                } catch (SojournException e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    static SojournException unknownKey() {
        return new SojournException(
                ErrorCode.UNAUTHENTICATED, "the key is not known here.", "Maybe it was mistyped, or withdrawn.");
    }

    /** What a subject may do now; refused as {@code unauthenticated} once its key is over or withdrawn. */
    Principal principal(Subject subject) {
        AccessRules rules = watched.now();
        Instant now = options.clock().instant();
        if (subject instanceof Subject.OfKey of) {
            ApiKey key = rules.keys().get(of.id());
            if (key != null && key.sha256().equals(of.sha256()) && !key.isOver(now)) {
                return rules.policies().get(key.policy()).principal(key.shown());
            }
        } else if (subject instanceof Subject.OfToken of) {
            Policy policy = rules.policies().get(of.policy());
            Set<String> trusted = rules.tokens().stream().map(TokenRule::name).collect(Collectors.toSet());
            boolean over = !now.isBefore(of.expires().plus(TokenChecker.SKEW));
            if (policy != null && trusted.contains(of.rule()) && !over) {
                return policy.principal("token " + of.rule() + " " + of.who());
            }
        } else {
            return Principal.local();
        }
        throw new SojournException(
                ErrorCode.UNAUTHENTICATED, "this key is over, or was withdrawn.", "Maybe sign in with another one.");
    }

    /** 256 random bits as text. */
    static String secret() {
        return KeyText.secret(new SecureRandom());
    }

    @Override
    public void close() {
        if (audit != null) {
            audit.close();
        }
    }
}
