package io.sojourn.mining.flow;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns aligned, numbers to the right, the last column as long as it likes; an empty column is not shown. */
public final class TextTable {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /** @param headings name of each column; one that begins with {@code >} is aligned to the right */
    public TextTable(String... headings) {
        right = new boolean[headings.length];
        String[] row = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            row[i] = right[i] ? headings[i].substring(1) : headings[i];
        }
        rows.add(row);
    }

    /** Adds a row; as many cells as headings. */
    public TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** True of a table without rows. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(INDENT);
            for (int i = 0; i < row.length; i++) {
                String blanks = " ".repeat(widths[i] - length(row[i]));
                line.append(i == 0 || widths[i] == 0 ? "" : GAP).append(right[i] ? blanks + row[i] : row[i] + blanks);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
