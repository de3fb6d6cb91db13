package io.sojourn.api;

/** Reads the header {@code Accept-Encoding}. */
final class AcceptedCodings {
    private AcceptedCodings() {}

    /** True where gzip is named, or {@code *} alone, and not with the weight 0. */
    static boolean hasGzip(String header) {
        boolean any = false;
        for (String coding : header == null ? new String[0] : header.split(",")) {
            String[] parts = coding.split(";", -1);
            String name = parts[0].strip();
            boolean wanted = parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
            if (name.equalsIgnoreCase("gzip")) {
                return wanted;
            }
            any |= name.equals("*") && wanted;
        }
        return any;
    }
}
