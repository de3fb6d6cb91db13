package io.sojourn.pseudonym;

import io.sojourn.event.Event;
import io.sojourn.event.RelatedCase;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What becomes of the ids of cases when they come in: they stay, or a {@link CaseKey} makes pseudonyms of them. Whatever makes
 * events of bytes from outside asks for one of these and gives each event and each rejected row through it, so that nothing
 * behind it has an id as it came.
 *
 * <p>Of an event are replaced: its case, the hash of the file that it came in, the cases that {@code related} names, the attributes that the definition lists under
 * {@code pseudonymise}, and, since systems make them from the case's id, {@code event_id}, {@code corrects} and {@code instance} (but
 * for {@code #} and digits, a place in a log). A case has one pseudonym in all processes, so that relations find it. What is a
 * pseudonym of the key already stays, so giving an event through it twice is the same as once. Price: under a microsecond an
 * event. May be used by many threads.
 */
public final class CaseIds {
    /** They stay. For what is not stored, and for folders without a key. */
    public static final CaseIds AS_THEY_COME = new CaseIds(null);

    private static final int SLOTS = 1 << 13;
    private static final String CASE = "case";
    private static final String EVENT = "event";
    private static final String INSTANCE = "instance";
    private static final String FILE = "file";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int SHA_256_DIGITS = 64;

    private final CaseKey key;
    /** Cases come again: each slot has the last id that fell into it. Written without a lock, since an entry never changes. */
    private final Known[] known;

    /** An id and its pseudonym. */
    private record Known(String id, String pseudonym) {}

    private CaseIds(CaseKey key) {
        this.key = key;
        this.known = key == null ? null : new Known[SLOTS];
    }

    /** @param key null: they stay */
    public static CaseIds by(CaseKey key) {
        return key == null ? AS_THEY_COME : new CaseIds(key);
    }

    public boolean areReplaced() {
        return key != null;
    }

    /** What a data folder remembers of the key; null: there is none. */
    public String check() {
        return key == null ? null : key.check();
    }

    /** What all pseudonyms begin with; empty: there are none. */
    public String prefix() {
        return key == null ? "" : key.prefix();
    }

    /** The id of a case as it is stored; null for null. */
    public String caseId(String id) {
        if (key == null || id == null || key.isPseudonym(id)) {
            return id;
        }
        int hash = id.hashCode();
        int slot = (hash ^ hash >>> 13) & SLOTS - 1;
        Known last = known[slot];
        if (last == null || !last.id().equals(id)) {
            last = new Known(id, key.pseudonym(CASE, id));
            known[slot] = last;
        }
        return last.pseudonym();
    }

    /** The id of an event as it is stored; null for null. */
    public String eventId(String id) {
        return other(EVENT, id);
    }

    private String other(String kind, String id) {
        return key == null || id == null || key.isPseudonym(id) || isPlace(id) ? id : key.pseudonym(kind, id);
    }

    /** {@code #17}, and {@code #17#start}: what readers call events that have no id. */
    private static boolean isPlace(String id) {
        int end = id.endsWith("#start") && id.length() > 7 ? id.length() - 6 : id.length();
        boolean place = end > 1 && id.charAt(0) == '#';
        for (int i = 1; place && i < end; i++) {
            place = id.charAt(i) >= '0' && id.charAt(i) <= '9' || i == 1 && id.charAt(i) == '-' && end > 2;
        }
        return place;
    }

    /**
     * The source of events as it is stored. The hash of a file is replaced: of a small file it would tell who tries ids whether they
     * are right. Names stay.
     */
    public String source(String source) {
        boolean hash = key != null
                && source != null
                && source.length() == SHA_256_DIGITS
                && SHA_256.matcher(source).matches();
        return hash ? key.pseudonym(FILE, source) : source;
    }

    /** The hash of a text that may have ids in it, as it is stored: by the key too, so that nobody can try ids against it. */
    public byte[] hash(byte[] sha256) {
        return key == null ? sha256 : key.mac("text", HexFormat.of().formatHex(sha256));
    }

    /** Cases that an event names, as they are stored; null for null. */
    public String related(String related) {
        if (key == null || related == null) {
            return related;
        }
        StringBuilder all = new StringBuilder(related.length() + CaseKey.LENGTH);
        for (RelatedCase r : RelatedCase.of(related)) {
            all.append(all.length() == 0 ? "" : " ");
            if (r.relation() != null) {
                all.append(r.relation()).append(':');
            }
            all.append(caseId(r.caseId()));
        }
        return all.toString();
    }

    /**
     * An event as it is stored.
     *
     * @param attributes indices of those whose texts are ids of cases
     */
    public Event event(Event e, int... attributes) {
        if (key == null) {
            return e;
        }
        return e.edit()
                .caseId(caseId(e.caseId()))
                .eventId(eventId(e.eventId()))
                .source(source(e.source()))
                .operation(e.operation(), eventId(e.corrects()), e.version())
                .instance(other(INSTANCE, e.instance()))
                .related(related(e.related()))
                .attributes(attributes(e.attributes(), attributes))
                .event();
    }

    private Object[] attributes(Object[] values, int... which) {
        if (which.length == 0) {
            return values;
        }
        Object[] stored = values.clone();
        for (int i : which) {
            // An event of an older version has fewer.
            if (i < stored.length && stored[i] instanceof String text) {
                stored[i] = caseId(text);
            }
        }
        return stored;
    }

    /**
     * Why a row was rejected, as it is stored: without the values that it shows, which may be ids in a wrong place.
     *
     * @param ids of the row, where they could be read
     */
    public String message(String message, String... ids) {
        if (key == null || message == null) {
            return message;
        }
        List<String> given = Arrays.stream(ids).filter(Objects::nonNull).toList();
        return Redaction.of(message, given);
    }

    /** The text of a rejected row, as it is stored: none, since an id may stand anywhere in it. */
    public String raw(String raw) {
        return key == null ? raw : null;
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return key == null ? "as they come" : key.toString();
    }
}
