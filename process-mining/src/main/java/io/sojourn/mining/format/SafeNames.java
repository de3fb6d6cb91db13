package io.sojourn.mining.format;

import io.sojourn.definition.CaseRow;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.event.Column;
import io.sojourn.event.EventColumns;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.TableSchema;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the name of a log's column an identifier that a definition and SQL can use without quotes. */
public final class SafeNames {
    private static final int LENGTH = 60;
    private static final Set<String> TAKEN = Stream.of(
                    EventColumns.STANDARD.stream(),
                    CaseRow.columns(List.of(), List.of()).stream(),
                    Arrays.stream(FactTable.values()).flatMap(SafeNames::columns))
            .flatMap(columns -> columns)
            .map(Column::name)
            .collect(Collectors.toUnmodifiableSet());

    private SafeNames() {}

    private static Stream<Column> columns(FactTable table) {
        ProcessDefinition bare = new ProcessDefinition(
                "",
                1,
                "",
                ZoneOffset.UTC,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                "");
        return TableSchema.of(table, bare).columns().stream();
    }

    /**
     * Lower case; every run of other characters than a-z and 0-9 becomes one {@code _}, none at the ends; {@code a_} before
     * a digit; at most 60 characters; {@code _} behind a name that a table of events or results has already. {@code case:AMOUNT_REQ} becomes {@code case_amount_req}.
     */
    public static String of(String original) {
        StringBuilder safe = new StringBuilder(original.length());
        for (int i = 0; i < original.length(); i++) {
            char c = lower(original.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                safe.append(c);
            } else if (safe.length() > 0 && safe.charAt(safe.length() - 1) != '_') {
                safe.append('_');
            }
        }
        safe.setLength(Math.min(safe.length(), LENGTH - 3));
        if (safe.length() > 0 && safe.charAt(safe.length() - 1) == '_') {
            safe.setLength(safe.length() - 1);
        }
        if (safe.length() == 0 || safe.charAt(0) <= '9') {
            safe.insert(0, "a_");
        }
        String name = safe.toString();
        return TAKEN.contains(name) ? name + "_" : name;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
