package io.sojourn.definition;

import io.sojourn.definition.LogProfile.AttributeProfile;
import io.sojourn.event.Column;
import io.sojourn.event.ColumnType;
import io.sojourn.event.Limits;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which attributes of a log can be columns of its draft, and which of them dimensions. */
final class DraftColumns {
    private static final String TEAM = "team";

    private final List<AttributeProfile> attributes = new ArrayList<>();
    private final List<AttributeProfile> leftOut = new ArrayList<>();
    private final List<String> dimensions = new ArrayList<>();
    private final List<String> notDimensions = new ArrayList<>();

    DraftColumns(LogProfile profile) {
        if (profile.hasTeam()) {
            dimensions.add(TEAM);
        }
        Set<String> names = new HashSet<>();
        for (AttributeProfile a : profile.attributes()) {
            boolean fits = DefinitionReader.COLUMN_NAME.matcher(a.column()).matches()
                    && attributes.size() < Limits.ATTRIBUTES
                    && !clashes(a, List.of())
                    && names.add(a.column().toLowerCase(Locale.ROOT));
            (fits ? attributes : leftOut).add(a);
            if (fits && a.dimension() && a.type() == ColumnType.TEXT) {
                boolean free = dimensions.size() < DefinitionReader.DIMENSIONS && !clashes(a, List.of(a.column()));
                (free ? dimensions : notDimensions).add(a.column());
            }
        }
    }

    List<AttributeProfile> attributes() {
        return attributes;
    }

    /** Those whose names are taken, are no names, or are beyond the limit. */
    List<AttributeProfile> leftOut() {
        return leftOut;
    }

    List<String> dimensions() {
        return dimensions;
    }

    /** Attributes that were wanted as dimensions, but clash with a column of some table. */
    List<String> notDimensions() {
        return notDimensions;
    }

    private static boolean clashes(AttributeProfile a, List<String> dimensions) {
        List<Column> columns = List.of(new Column(a.column(), a.type()));
        ProcessDefinition probe = new ProcessDefinition(
                "p",
                1,
                "p",
                ZoneId.of("UTC"),
                List.of(),
                columns,
                dimensions,
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
        return ColumnChecks.firstClash(probe) != null;
    }
}
