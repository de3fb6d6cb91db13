package io.sojourn.mining.report;

import io.sojourn.mining.draw.Html;
import java.util.ArrayList;
import java.util.List;

/** A table of members of an array of the document: the first of them at once, more of them folded away. */
final class Table {
    /** Rows that are shown at once. */
    private static final int SHOWN = 10;
    /** Rows in all. */
    private static final int MOST = 60;

    private final String caption;
    private final List<Column> columns = new ArrayList<>();

    /** Writes the cell of a row, given by its JSON pointer. */
    interface Cell {
        void write(Page page, String row);
    }

    private record Column(String heading, boolean right, Cell cell) {}

    Table(String caption) {
        this.caption = caption;
    }

    /** @param template of a {@link Sentence} about the row; a mere number is aligned to the right */
    Table column(String heading, String template) {
        boolean right = Sentence.of("", template).isNumber();
        columns.add(new Column(heading, right, (page, row) -> page.say(row, template)));
        return this;
    }

    Table column(String heading, Cell cell) {
        columns.add(new Column(heading, false, cell));
        return this;
    }

    /** @param rows JSON pointers */
    void write(Page page, List<String> rows) {
        table(page, rows.subList(0, Math.min(SHOWN, rows.size())));
        if (rows.size() > SHOWN) {
            List<String> more = rows.subList(SHOWN, Math.min(MOST, rows.size()));
            String left = rows.size() > MOST ? " of " + (rows.size() - SHOWN) : "";
            page.html().start("details").element("summary", more.size() + left + " more");
            table(page, more);
            page.html().end();
        }
    }

    private void table(Page page, List<String> rows) {
        Html html = page.html();
        html.start("div", "scroll").with("role", "region").with("tabindex", "0").with("aria-label", caption);
        html.start("table").start("thead").start("tr");
        for (Column c : columns) {
            html.start("th").with("scope", "col");
            (c.right ? html.with("class", "number") : html).text(c.heading).end();
        }
        html.end().end().start("tbody");
        for (String row : rows) {
            html.start("tr");
            for (Column c : columns) {
                html.start("td");
                if (c.right) {
                    html.with("class", "number");
                }
                c.cell.write(page, row);
                html.end();
            }
            html.end();
        }
        html.end().end().end();
    }
}
