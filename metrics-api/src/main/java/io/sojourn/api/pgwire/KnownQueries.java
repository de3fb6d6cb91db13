package io.sojourn.api.pgwire;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions of tools that are written in ways DuckDB doesn't read, and what is asked instead. */
final class KnownQueries {
    private record Known(Pattern asked, String instead) {}

    private static final List<Known> ALL = List.of(
            // Grafana's list of tables, and of a table's columns.
            known(
                    "select case when quote_ident\\(table_schema\\) in .*from information_schema\\.tables .*",
                    "SELECT table_name AS \"table\" FROM information_schema_tables"
                            + " WHERE table_schema = 'public' ORDER BY 1"),
            known(
                    "select quote_ident\\(column_name\\) as \"column\", data_type as \"type\" from information_schema\\.columns"
                            + " where .*parse_ident\\('\"?(?:public\"?\\.\"?)?([a-z_]+)\"?'\\).*",
                    "SELECT column_name AS \"column\", data_type AS \"type\" FROM information_schema_columns"
                            + " WHERE table_name = '$1' ORDER BY ordinal_position"));

    private KnownQueries() {}

    private static Known known(String asked, String instead) {
        return new Known(Pattern.compile(asked, Pattern.CASE_INSENSITIVE), instead);
    }

    /** What to ask instead; null: the query as it is. */
    static String answer(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        for (Known known : ALL) {
            Matcher matcher = known.asked.matcher(line);
            if (matcher.matches()) {
                return matcher.groupCount() > 0 ? known.instead.replace("$1", matcher.group(1)) : known.instead;
            }
        }
        return null;
    }
}
