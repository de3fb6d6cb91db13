package io.sojourn.definition.expression;

import io.sojourn.event.ColumnType;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The columns that an expression reads. */
final class UsedColumns {
    private final TreeSet<Integer> positions = new TreeSet<>();
    private boolean textOnly = true;

    private UsedColumns() {}

    static UsedColumns of(Node node) {
        UsedColumns used = new UsedColumns();
        used.visit(node);
        return used;
    }

    List<Integer> positions() {
        return List.copyOf(positions);
    }

    /** True when all of them are texts or truth values. */
    boolean textOnly() {
        return textOnly;
    }

    private void visit(Collection<? extends Node> nodes) {
        nodes.forEach(this::visit);
    }

    private void visit(Node node) {
        if (node == null || node instanceof Node.Constant) {
            return;
        }
        if (node instanceof Node.ColumnValue column) {
            positions.add(column.position());
            textOnly &= column.type() == ColumnType.TEXT || column.type() == ColumnType.BOOLEAN;
        } else if (node instanceof Node.Condition condition) {
            visitCondition(condition);
        } else if (node instanceof Node.Binary binary) {
            visit(List.of(binary.left(), binary.right()));
        } else if (node instanceof Node.Negate negate) {
            visit(negate.value());
        } else if (node instanceof Node.Coalesce coalesce) {
            visit(coalesce.parts());
        } else if (node instanceof Node.NullIf nullIf) {
            visit(List.of(nullIf.left(), nullIf.right()));
        } else if (node instanceof Node.Case cases) {
            visit(cases.subject());
            visit(cases.whens());
            visit(cases.results());
            visit(cases.otherwise());
        } else if (node instanceof Node.Widen widen) {
            visit(widen.value());
        } else if (node instanceof Node.Extract extract) {
            visit(extract.time());
        } else if (node instanceof Node.Convert convert) {
            visit(convert.value());
        } else {
            throw new IllegalStateException("No columns known of " + node);
        }
    }

    private void visitCondition(Node.Condition node) {
        if (node instanceof Node.Compare compare) {
            visit(List.of(compare.left(), compare.right()));
        } else if (node instanceof Node.Between between) {
            visit(List.of(between.value(), between.low(), between.high()));
        } else if (node instanceof Node.In in) {
            visit(in.value());
            visit(in.items());
        } else if (node instanceof Node.Like like) {
            visit(like.value());
        } else if (node instanceof Node.IsNull isNull) {
            visit(isNull.value());
        } else if (node instanceof Node.Is is) {
            visit(is.value());
        } else if (node instanceof Node.Not not) {
            visit(not.value());
        } else if (node instanceof Node.Junction junction) {
            visit(junction.parts());
        } else {
            throw new IllegalStateException("No columns known of " + node);
        }
    }
}
