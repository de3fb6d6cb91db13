package io.sojourn.definition.expression;

import io.sojourn.event.ColumnType;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** Brings operands to one type. Only an integer becomes another type by itself: a number, where the other is one. */
final class Types {
    /** Makes the error at a place of the parser's tree. */
    interface Errors {
        SojournException at(SqlNode place, String problem, String hint);
    }

    private final Errors errors;

    Types(Errors errors) {
        this.errors = errors;
    }

    static String word(Node node) {
        return node.type() == null ? "NULL" : node.type().word();
    }

    static boolean fits(Node node, ColumnType type) {
        return node.type() == null
                || node.type() == type
                || node.type() == ColumnType.INTEGER && type == ColumnType.NUMBER;
    }

    /** The node as a type that it fits. */
    Node as(SqlNode source, Node node, ColumnType type) {
        if (node.type() == type) {
            return node;
        }
        if (!fits(node, type)) {
            throw errors.at(source, type.word() + " is needed, and this is " + word(node), hint(node.type(), type));
        }
        if (node instanceof Node.Constant constant) {
            Object value = constant.value() instanceof Long integer ? (Object) integer.doubleValue() : constant.value();
            return new Node.Constant(value, type);
        }
        return new Node.Widen(node);
    }

    /** All nodes as their common type. */
    List<Node> unify(List<SqlNode> sources, List<Node> nodes) {
        ColumnType common = null;
        for (int i = 0; i < nodes.size(); i++) {
            ColumnType type = nodes.get(i).type();
            if (common == null || common == ColumnType.INTEGER && type == ColumnType.NUMBER) {
                common = type;
            } else if (!fits(nodes.get(i), common)) {
                String problem = type.word() + " can't be compared or combined with " + common.word();
                throw errors.at(sources.get(i), problem, hint(type, common));
            }
        }
        ColumnType type = common == null ? ColumnType.TEXT : common;
        List<Node> unified = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            unified.add(as(sources.get(i), nodes.get(i), type));
        }
        return List.copyOf(unified);
    }

    private static String hint(ColumnType is, ColumnType needed) {
        if (is == ColumnType.TIME || needed == ColumnType.TIME) {
            return "Maybe write a time as TIMESTAMP '2024-01-31 08:00:00'.";
        }
        boolean numeric = needed == ColumnType.NUMBER || needed == ColumnType.INTEGER;
        if (is == ColumnType.TEXT && numeric) {
            return "Maybe use TO_NUMBER(...).";
        }
        return needed == ColumnType.TEXT && is != ColumnType.NUMBER
                ? "Maybe use TO_TEXT(...), or quotes: 'a text'."
                : needed == ColumnType.TEXT ? "Maybe use TO_NUMBER(...) on the text." : null;
    }
}
