package io.sojourn.api.pgwire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What SHOW tells and SET changes. Nothing of it changes an answer: the zone is UTC, the encoding UTF-8, whatever is set. */
final class Settings {
    /** Whose ways of asking about tables the catalog understands best. */
    static final String VERSION = "14.0";

    /** What a client is told at once, and again when it changes. */
    private static final List<String> REPORTED = List.of(
            "server_version",
            "server_encoding",
            "client_encoding",
            "application_name",
            "default_transaction_read_only",
            "in_hot_standby",
            "is_superuser",
            "session_authorization",
            "DateStyle",
            "IntervalStyle",
            "TimeZone",
            "integer_datetimes",
            "standard_conforming_strings");

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Settings(String user) {
        values.putAll(defaults());
        values.put("session_authorization", user);
    }

    /** The settings of a connection that has set none. */
    static Map<String, String> defaults() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("server_version", VERSION);
        map.put("server_version_num", "140000");
        map.put("server_encoding", "UTF8");
        map.put("client_encoding", "UTF8");
        map.put("application_name", "");
        map.put("default_transaction_read_only", "on");
        map.put("transaction_read_only", "on");
        map.put("in_hot_standby", "off");
        map.put("is_superuser", "off");
        map.put("DateStyle", "ISO, MDY");
        map.put("IntervalStyle", "postgres");
        map.put("TimeZone", "UTC");
        map.put("integer_datetimes", "on");
        map.put("standard_conforming_strings", "on");
        map.put("search_path", "public");
        map.put("transaction_isolation", "read committed");
        map.put("default_transaction_isolation", "read committed");
        map.put("extra_float_digits", "1");
        map.put("bytea_output", "hex");
        map.put("lc_collate", "C");
        map.put("lc_ctype", "C");
        map.put("max_identifier_length", "63");
        map.put("max_index_keys", "32");
        map.put("statement_timeout", "0");
        map.put("client_min_messages", "notice");
        return map;
    }

    List<String> reported() {
        return REPORTED;
    }

    /** The word under which clients know a setting that they are told about; null: they aren't. */
    static String reportedName(String name) {
        return REPORTED.stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw PgFailure.of(
                    SqlStates.NO_SETTING, "unrecognized configuration parameter \"" + name + "\"", "Maybe SHOW ALL.");
        }
        return value;
    }

    Map<String, String> all() {
        return values;
    }

    /** Keeps a value, so that SHOW tells it; what can't be otherwise stays as it is. */
    void set(String name, String value) {
        if (name.length() > PgOptions.NAME_LENGTH || value.length() > PgOptions.NAME_LENGTH) {
            throw PgFailure.of(
                    SqlStates.BAD_VALUE, "a setting has more than " + PgOptions.NAME_LENGTH + " characters", null);
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "client_encoding", "names" -> checkEncoding(value);
            case "role", "session_authorization" ->
                throw PgFailure.of(
                        SqlStates.FORBIDDEN, "\"" + name + "\" can't be changed", "Maybe connect as someone else.");
            case "application_name", "extra_float_digits", "search_path", "statement_timeout", "client_min_messages" ->
                put(name, value);
            default -> {
                if (!values.containsKey(name)) {
                    put(name, value);
                }
            }
        }
    }

    private void put(String name, String value) {
        if (values.size() < PgOptions.SETTINGS || values.containsKey(name)) {
            values.put(name, value);
        }
    }

    private static void checkEncoding(String value) {
        String plain = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (!plain.isEmpty()
                && !List.of("utf8", "unicode", "default", "sqlascii").contains(plain)) {
            throw PgFailure.of(
                    SqlStates.BAD_VALUE,
                    "encoding \"" + value + "\" is not spoken here",
                    "Maybe set client_encoding to UTF8.");
        }
    }

    void reset() {
        String user = values.get("session_authorization");
        values.clear();
        values.putAll(defaults());
        values.put("session_authorization", user);
    }
}
