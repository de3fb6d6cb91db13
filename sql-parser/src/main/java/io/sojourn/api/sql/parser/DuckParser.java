package io.sojourn.api.sql.parser;

import io.sojourn.api.sql.parser.generated.GeneratedParser;
import org.apache.calcite.sql.parser.SqlParserImplFactory;

/**
 * The parser for Calcite's configuration. It reads what Calcite's own reads, but {@code //} divides, and beside it {@code
 * x::type}, {@code ->} and {@code ->>}, {@code [a, b]}, {@code lambda x: …}, {@code f(x ORDER BY y)}, {@code unnest} in SELECT,
 * {@code INTERVAL '3 days'}, {@code ASOF JOIN … ON}, {@code DISTINCT ON}, {@code GROUP BY ALL}, and queries that begin with FROM.
 * All of it becomes nodes that Calcite has; {@code DISTINCT ON} becomes a QUALIFY.
 */
public final class DuckParser {
    /** Makes a parser for each text. */
    public static final SqlParserImplFactory FACTORY = GeneratedParser.FACTORY;

    private DuckParser() {}
}
