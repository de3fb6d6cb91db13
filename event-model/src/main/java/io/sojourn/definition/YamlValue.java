package io.sojourn.definition;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of the YAML text, with its place and its path such as {@code queues.triage.enter}. */
public final class YamlValue {
    /** Characters of a name or title. */
    static final int NAME_LENGTH = 200;

    private final YamlText text;
    private final Node node;
    private final String path;

    YamlValue(YamlText text, Node node, String path) {
        this.text = text;
        this.node = node;
        this.path = path;
    }

    /** Its path as a message names it. */
    String shownPath() {
        return path.isEmpty() ? "the " + text.what() : path;
    }

    /** A key with its value. */
    public record Entry(String name, YamlValue key, YamlValue value) {}

    public String path() {
        return path;
    }

    public int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** Column of the first character of its text: behind an opening quote. */
    public int column() {
        int quote = node instanceof ScalarNode s
                        && (s.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                                || s.getScalarStyle() == ScalarStyle.SINGLE_QUOTED)
                ? 1
                : 0;
        return node.getStartMark().map(Mark::getColumn).orElse(0) + 1 + quote;
    }

    /** A single value as text; whatever YAML thinks of its type. */
    public String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(path + " is a " + (isList() ? "list" : "mapping") + ", a single value is wanted.", null);
        }
        if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
            throw error(path + " has no value.", "Maybe leave the key out.");
        }
        return scalar.getValue().strip();
    }

    /** A name or title: one line, of limited length. */
    public String name() {
        return checkedName(text());
    }

    private String checkedName(String name) {
        if (name.isBlank() || name.length() > NAME_LENGTH) {
            throw error(
                    "a name has 1 to " + NAME_LENGTH + " characters, this one " + name.length() + ": "
                            + Words.show(name) + ".",
                    null);
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw error("a name has no control characters: " + Words.show(name) + ".", null);
        }
        return name;
    }

    /** True where both say the same, whatever the order of keys, comments and quotes. */
    public boolean isSame(YamlValue other) {
        return isSame(node, other.node);
    }

    private static boolean isSame(Node a, Node b) {
        if (a == b) {
            return true;
        }
        if (a instanceof SequenceNode one && b instanceof SequenceNode two) {
            List<Node> others = two.getValue();
            return one.getValue().size() == others.size()
                    && IntStream.range(0, others.size())
                            .allMatch(i -> isSame(one.getValue().get(i), others.get(i)));
        }
        if (a instanceof MappingNode one && b instanceof MappingNode two) {
            return one.getValue().size() == two.getValue().size()
                    && one.getValue().stream().allMatch(t -> two.getValue().stream()
                            .anyMatch(u -> isSame(t.getKeyNode(), u.getKeyNode())
                                    && isSame(t.getValueNode(), u.getValueNode())));
        }
        return a instanceof ScalarNode one
                && b instanceof ScalarNode two
                && one.getValue().equals(two.getValue())
                && one.getTag().equals(two.getTag());
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The items of a list. */
    public List<YamlValue> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw error(path + " is not a list.", "Maybe write [a, b].");
        }
        List<YamlValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlValue(text, item, path + "[" + items.size() + "]"));
        }
        return items;
    }

    /** The names and texts of a list of different names. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (YamlValue item : items()) {
            if (names.contains(item.name())) {
                throw item.error(Words.show(item.name()) + " is listed twice in " + path + ".", null);
            }
            names.add(item.name());
        }
        return names;
    }

    /** The entries of a mapping whose keys are names, in order. */
    public List<Entry> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw error(shownPath() + " is not a mapping.", "Maybe write key: value.");
        }
        List<Entry> entries = new ArrayList<>();
        Map<String, YamlValue> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlValue key = new YamlValue(text, tuple.getKeyNode(), path.isEmpty() ? "a key" : path + ": a key");
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                throw key.error("a key is a single value.", null);
            }
            String name = key.checkedName(scalar.getValue());
            YamlValue first = seen.put(name, key);
            if (first != null) {
                throw key.error(
                        "key " + Words.show(name) + " is there twice, first in line " + first.line() + ".", null);
            }
            String child = path.isEmpty() ? name : path + "." + name;
            entries.add(new Entry(name, key, new YamlValue(text, tuple.getValueNode(), child)));
        }
        return entries;
    }

    /** A mapping with the keys of a section. */
    YamlMap map(Section section) {
        return map(section.keys());
    }

    /** A mapping with none but these keys. */
    public YamlMap map(List<String> known) {
        Map<String, YamlValue> values = new HashMap<>();
        for (Entry e : entries()) {
            if (!known.contains(e.name())) {
                throw e.key().error("unknown key " + Words.show(e.name()) + ".", Words.hint(e.name(), known));
            }
            values.put(e.name(), e.value());
        }
        return new YamlMap(this, known, values);
    }

    /** One of the given words. */
    public String oneOf(List<String> words) {
        String word = text();
        if (!words.contains(word)) {
            throw error(
                    path + " is " + Words.show(word) + ", not one of " + String.join(", ", words) + ".",
                    Words.hint(word, words));
        }
        return word;
    }

    /** The name of something that is declared elsewhere. */
    public String reference(String what, List<String> declared) {
        String name = text();
        if (!declared.contains(name)) {
            throw error("there is no " + what + " " + Words.show(name) + ".", Words.hint(name, declared));
        }
        return name;
    }

    public SojournException error(String message, String hint) {
        return error(text.code(), message, hint);
    }

    SojournException error(ErrorCode code, String message, String hint) {
        return text.error(code, node.getStartMark(), message, hint, null);
    }
}
