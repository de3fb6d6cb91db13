package io.sojourn.stream.wire;

/**
 * An event as it travels: its bytes, as {@link EventCodec} writes them, and of its content only what decides the way.
 *
 * @param process the process
 * @param caseId the case
 * @param bytes all of the event; nobody changes them
 */
public record PackedEvent(String process, String caseId, byte[] bytes) {
    /** What events are partitioned by: one text for each case of each process. */
    public String key() {
        return key(process, caseId);
    }

    /** Process names hold no NUL, so that no two cases share a key. */
    public static String key(String process, String caseId) {
        return process + '\0' + caseId;
    }

    /** The process of a key. */
    public static String process(String key) {
        return key.substring(0, key.indexOf('\0'));
    }

    /** The case of a key. */
    public static String caseId(String key) {
        return key.substring(key.indexOf('\0') + 1);
    }
}
