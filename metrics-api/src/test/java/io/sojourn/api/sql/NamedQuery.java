package io.sojourn.api.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A query of {@code gateway-queries.sql}: a name, a sentence, a text. */
record NamedQuery(String name, String sentence, String sql) {
    static List<NamedQuery> all() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/sql/gateway-queries.sql"));
        return Stream.of(text.substring(text.indexOf("-- a01")).split(";\\s*\\n"))
                .map(String::strip)
                .filter(q -> !q.isEmpty())
                .map(NamedQuery::of)
                .toList();
    }

    private static NamedQuery of(String text) {
        int line = text.indexOf('\n');
        int colon = text.indexOf(": ");
        return new NamedQuery(
                text.substring(3, colon),
                text.substring(colon + 2, line),
                text.substring(line + 1).replace(";", ""));
    }

    @Override
    public String toString() {
        return name;
    }
}
