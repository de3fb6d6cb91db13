package io.sojourn.api;

/** Reads the header {@code If-None-Match}. */
final class EntityTags {
    private EntityTags() {}

    /** True where the list holds the tag, weak or strong, or is {@code *}. */
    static boolean hold(String header, String tag) {
        for (String given : header == null ? new String[0] : header.split(",")) {
            String stripped = given.strip();
            String strong = stripped.startsWith("W/") ? stripped.substring(2) : stripped;
            if (strong.equals(tag) || strong.equals("*")) {
                return true;
            }
        }
        return false;
    }
}
