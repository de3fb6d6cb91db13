package io.sojourn.api.access;

import java.time.Instant;

/**
 * A key as the file of access rules has it: not the key itself.
 *
 * @param id the key's public part, by which it is looked up
 * @param name what it is for, as the audit log shows it
 * @param policy of its bearer
 * @param sha256 of the whole key, in hexadecimal
 * @param expires from then on it is refused; a key that is withdrawn expires then
 */
public record ApiKey(String id, String name, String policy, String sha256, Instant expires) {
    /** As it stands in the audit log. */
    String shown() {
        return "key " + name + " " + id;
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }
}
