package io.sojourn.definition.expression;

import io.sojourn.event.ColumnType;
import java.util.List;

/**
 * Writes checked expressions as one Java class, a method for each. A method is a run of statements over local
 * variables: each operand is evaluated once, AND, OR, CASE and COALESCE stop early, and no expression is deep to the
 * compiler.
 */
final class JavaEmitter {
    static final String PACKAGE = "io.sojourn.definition.expression.generated";
    static final String CLASS = "Expressions";

    private final StringBuilder methods = new StringBuilder();
    private final StringBuilder members = new StringBuilder();
    private final ZoneTable zone;
    private int memberCount;
    private int variableCount;
    private int expressionCount;
    private boolean zoneUsed;

    JavaEmitter(ZoneTable zone) {
        this.zone = zone;
    }

    void add(Node node) {
        variableCount = 0;
        methods.append("    private Object e").append(expressionCount++).append("(Object[] row) {\n");
        String value = emit(node);
        methods.append("        return ").append(value).append(";\n    }\n\n");
    }

    String source() {
        StringBuilder source = new StringBuilder("package " + PACKAGE + ";\n\n");
        source.append("import io.sojourn.definition.expression.ExpressionProgram;\n");
        source.append("import io.sojourn.definition.expression.Operators;\n");
        source.append("import io.sojourn.definition.expression.TimePart;\n");
        source.append("import io.sojourn.definition.expression.ZoneTable;\n\n");
        source.append("public final class " + CLASS + " extends ExpressionProgram {\n");
        source.append(members);
        source.append(zoneUsed ? zoneMember() : "");
        source.append("    public Object evaluate(int index, Object[] row) {\n        switch (index) {\n");
        for (int i = 0; i < expressionCount; i++) {
            source.append("            case " + i + ": return e" + i + "(row);\n");
        }
        source.append("            default: throw new IndexOutOfBoundsException(\"No expression \" + index);\n");
        return source.append("        }\n    }\n\n")
                .append(methods)
                .append("}\n")
                .toString();
    }

    private String zoneMember() {
        return "    private final ZoneTable zone = zone();\n\n    private static ZoneTable zone() {\n"
                + "        return new ZoneTable(" + longs(zone.starts) + ", " + longs(zone.offsets) + ");\n    }\n\n";
    }

    private static String longs(long[] values) {
        StringBuilder text = new StringBuilder("new long[] {");
        for (long value : values) {
            text.append(value).append("L, ");
        }
        return text.append("}").toString();
    }

    /** Appends the statements that compute a node; returns the variable (or literal) that holds the value. */
    private String emit(Node node) {
        if (node instanceof Node.Constant constant) {
            return constant(constant);
        } else if (node instanceof Node.ColumnValue column) {
            return column(column);
        } else if (node instanceof Node.Condition condition) {
            return condition(condition);
        } else if (node instanceof Node.Binary binary) {
            String left = emit(binary.left());
            return variable(node, call(binary.operation().method, left, emit(binary.right())));
        } else if (node instanceof Node.Negate negate) {
            return variable(node, call("negate", emit(negate.value())));
        } else if (node instanceof Node.Coalesce coalesce) {
            return coalesce(coalesce);
        } else if (node instanceof Node.NullIf nullIf) {
            String left = emit(nullIf.left());
            String equal = compare(Node.Comparison.EQUAL, nullIf.left().type(), left, emit(nullIf.right()));
            return variable(node, equal + " == Boolean.TRUE ? null : " + left);
        } else if (node instanceof Node.Case cases) {
            return cases(cases);
        } else if (node instanceof Node.Widen widen) {
            return variable(node, call("widen", emit(widen.value())));
        } else if (node instanceof Node.Extract extract) {
            zoneUsed = true;
            return variable(node, call("extract", "TimePart." + extract.part(), emit(extract.time()), "zone"));
        } else if (node instanceof Node.Convert convert) {
            String method = convert.type() == ColumnType.INTEGER
                    ? "toInteger"
                    : convert.type() == ColumnType.NUMBER ? "toNumber" : "toText";
            return variable(node, call(method, emit(convert.value())));
        }
        throw new IllegalStateException("No Java for " + node);
    }

    private String condition(Node.Condition node) {
        if (node instanceof Node.Compare compare) {
            String left = emit(compare.left());
            return compare(compare.comparison(), compare.left().type(), left, emit(compare.right()));
        } else if (node instanceof Node.Between between) {
            String value = emit(between.value());
            String low = emit(between.low());
            return variable(node, call("between", value, low, emit(between.high())));
        } else if (node instanceof Node.In in) {
            return in(in);
        } else if (node instanceof Node.Like like) {
            return variable(node, call("like", emit(like.value()), text(like.pattern())));
        } else if (node instanceof Node.IsNull isNull) {
            return variable(node, "Boolean.valueOf(" + emit(isNull.value()) + " == null)");
        } else if (node instanceof Node.Is is) {
            String truth = is.truth() ? "Boolean.TRUE" : "Boolean.FALSE";
            return variable(node, "Boolean.valueOf(" + emit(is.value()) + " == " + truth + ")");
        } else if (node instanceof Node.Not not) {
            return variable(node, call("not", emit(not.value())));
        } else if (node instanceof Node.Junction junction) {
            return junction(junction);
        }
        throw new IllegalStateException("No Java for " + node);
    }

    private String column(Node.ColumnValue node) {
        String value = "row[" + node.position() + "]";
        return node.type() == ColumnType.BOOLEAN
                ? variable(node, call("truth", value))
                : variable(node, "(" + Operators.javaClass(node.type()) + ") " + value);
    }

    private String compare(Node.Comparison comparison, ColumnType type, String a, String b) {
        String order = "Operators.compare(" + a + ", " + b + ")";
        String same = type == ColumnType.NUMBER ? order + " == 0" : a + ".equals(" + b + ")";
        boolean bothNull = comparison == Node.Comparison.NOT_DISTINCT;
        String test =
                switch (comparison) {
                    case EQUAL, NOT_DISTINCT -> same;
                    case NOT_EQUAL, DISTINCT -> "!(" + same + ")";
                    case LESS -> order + " < 0";
                    case AT_MOST -> order + " <= 0";
                    case GREATER -> order + " > 0";
                    case AT_LEAST -> order + " >= 0";
                };
        String unknown = bothNull || comparison == Node.Comparison.DISTINCT
                ? "Boolean.valueOf(" + a + (bothNull ? " == " : " != ") + b + ")"
                : "null";
        String isNull = a + " == null || " + b + " == null";
        return declare("Boolean", isNull + " ? " + unknown + " : Boolean.valueOf(" + test + ")");
    }

    private String in(Node.In node) {
        String value = emit(node.value());
        boolean constants = node.items().stream().allMatch(JavaEmitter::isKnownConstant);
        if (constants) {
            return variable(node, call("in", value, set(node.items())));
        }
        String result = declare("Boolean", "Boolean.FALSE");
        for (Node item : node.items()) {
            String equal = compare(Node.Comparison.EQUAL, node.value().type(), value, emit(item));
            line(result + " = " + call("or", result, equal) + ";");
        }
        return result;
    }

    private static boolean isKnownConstant(Node node) {
        return node instanceof Node.Constant constant && constant.value() != null;
    }

    private String junction(Node.Junction node) {
        String decided = node.and() ? "Boolean.FALSE" : "Boolean.TRUE";
        String result = declare("Boolean", node.and() ? "Boolean.TRUE" : "Boolean.FALSE");
        line("L" + result + ": {");
        for (Node part : node.parts()) {
            line(result + " = " + call(node.and() ? "and" : "or", result, emit(part)) + ";");
            line("if (" + result + " == " + decided + ") break L" + result + ";");
        }
        line("}");
        return result;
    }

    private String coalesce(Node.Coalesce node) {
        String result = variable(node, "null");
        line("L" + result + ": {");
        for (Node part : node.parts()) {
            line(result + " = " + emit(part) + ";");
            line("if (" + result + " != null) break L" + result + ";");
        }
        line("}");
        return result;
    }

    private String cases(Node.Case node) {
        String result = variable(node, "null");
        line("L" + result + ": {");
        String subject = node.subject() == null ? null : emit(node.subject());
        for (int i = 0; i < node.whens().size(); i++) {
            String when = emit(node.whens().get(i));
            String condition = subject == null
                    ? when
                    : compare(Node.Comparison.EQUAL, node.subject().type(), subject, when);
            line("if (" + condition + " == Boolean.TRUE) {");
            line(result + " = " + emit(node.results().get(i)) + ";");
            line("break L" + result + ";");
            line("}");
        }
        line(result + " = " + emit(node.otherwise()) + ";");
        line("}");
        return result;
    }

    private String constant(Node.Constant node) {
        if (node.value() == null) {
            return variable(node, "null");
        }
        return switch (node.type()) {
            case TEXT -> text((String) node.value());
            case BOOLEAN -> node.value().equals(true) ? "Boolean.TRUE" : "Boolean.FALSE";
            case INTEGER, TIME, NUMBER -> member(Operators.javaClass(node.type()), scalar(node));
        };
    }

    private static String scalar(Node.Constant node) {
        return node.value() instanceof Double number
                ? "Double.valueOf(" + number + ")"
                : "Long.valueOf(" + node.value() + "L)";
    }

    private String set(List<Node> items) {
        StringBuilder values = new StringBuilder("Operators.set(new Object[] {");
        for (Node item : items) {
            Node.Constant constant = (Node.Constant) item;
            values.append(
                    constant.type() == ColumnType.TEXT
                            ? text((String) constant.value())
                            : constant.type() == ColumnType.BOOLEAN
                                    ? "Boolean.valueOf(" + constant.value() + ")"
                                    : scalar(constant));
            values.append(", ");
        }
        return member("java.util.Set", values.append("})").toString());
    }

    /** A constant of the class, made by a method of its own: no method of Java may be longer than 64 KiB. */
    private String member(String type, String value) {
        String name = "k" + memberCount++;
        members.append("    private final " + type + " " + name + " = " + name + "();\n\n");
        members.append("    private static " + type + " " + name + "() {\n        return " + value + ";\n    }\n\n");
        return name;
    }

    private String variable(Node node, String value) {
        return declare(Operators.javaClass(node.type()), value);
    }

    private String declare(String type, String value) {
        String name = "v" + variableCount++;
        line(type + " " + name + " = " + value + ";");
        return name;
    }

    private void line(String text) {
        methods.append("        ").append(text).append('\n');
    }

    private static String call(String method, String... arguments) {
        return "Operators." + method + "(" + String.join(", ", arguments) + ")";
    }

    private static String text(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                // Not as a Unicode escape: the compiler would see the line break itself.
                literal.append(String.format("\\%03o", (int) c));
            } else {
                literal.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return literal.append('"').toString();
    }
}
