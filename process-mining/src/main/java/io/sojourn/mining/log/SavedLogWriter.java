package io.sojourn.mining.log;

import io.sojourn.event.ColumnType;
import io.sojourn.mining.log.SavedDirectory.Column;
import io.sojourn.mining.log.SavedDirectory.Kind;
import io.sojourn.mining.log.SavedDirectory.Per;
import io.sojourn.mining.log.SavedDirectory.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes one saved log. */
final class SavedLogWriter implements AutoCloseable {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Section.STRETCH).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Column> columns = new ArrayList<>();
    private long position;

    SavedLogWriter(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    void write(SavedLogs.Saved saved) throws IOException {
        buffer.put(SavedLogs.MAGIC).putInt(SavedLogs.VERSION);
        flush();
        EventLog log = saved.log();
        LogColumns c = log.columns();
        add("offsets", null, Per.CASE, Kind.INT, 0, section(log.offsets()), null);
        add("case", null, Per.CASE, Kind.TEXTS, 0, null, log.caseIds());
        add("time", null, Per.EVENT, Kind.LONG, 0, section(c.times()), null);
        if (c.starts() != null) {
            add("start", null, Per.EVENT, Kind.LONG, 0, section(c.starts()), null);
        }
        codes("activity", null, Per.EVENT, c.activities(), c.activityNames());
        codes("lifecycle", null, Per.EVENT, c.lifecycles(), c.lifecycleNames());
        codes("resource", null, Per.EVENT, c.resources(), c.resourceNames());
        codes("team", null, Per.EVENT, c.teams(), c.teamNames());
        codes("instance", null, Per.EVENT, c.instances(), c.instanceNames());
        for (String name : log.attributeNames()) {
            attribute("@" + name, log.attribute(name));
        }
        finish(new SavedDirectory(log.events(), log.cases(), saved.rejected(), saved.notApplied(), columns));
    }

    private void attribute(String name, Attribute attribute) throws IOException {
        Per per = attribute.perCase() ? Per.CASE : Per.EVENT;
        if (attribute instanceof Attribute.Text text) {
            codes(name, ColumnType.TEXT, per, text.codes(), text.texts());
        } else if (attribute instanceof Attribute.Truth truth) {
            codes(name, ColumnType.BOOLEAN, per, truth.codes(), null);
        } else if (attribute instanceof Attribute.Whole whole) {
            add(name, whole.type(), per, Kind.LONG, 0, section(whole.values()), null);
        } else if (attribute instanceof Attribute.Real real) {
            add(name, ColumnType.NUMBER, per, Kind.DOUBLE, 0, section(real.values()), null);
        }
    }

    private void codes(String name, ColumnType type, Per per, Codes codes, Texts texts) throws IOException {
        Object array = codes.array();
        if (array == null) {
            add(name, type, per, Kind.CONSTANT, codes.size() == 0 ? -1 : codes.at(0), null, texts);
        } else if (array instanceof byte[] bytes) {
            add(name, type, per, Kind.CODE1, 0, section(bytes, bytes.length), texts);
        } else if (array instanceof char[] chars) {
            add(name, type, per, Kind.CODE2, 0, section(chars), texts);
        } else {
            add(name, type, per, Kind.CODE4, 0, section((int[]) array), texts);
        }
    }

    private void add(String name, ColumnType type, Per per, Kind kind, int constant, Section values, Texts texts)
            throws IOException {
        Section ends = null;
        Section bytes = null;
        if (texts != null) {
            ends = section(Arrays.copyOfRange(texts.offsets(), 1, texts.offsets().length));
            bytes = section(texts.bytes(), texts.offsets()[texts.size()]);
        }
        columns.add(new Column(name, type, per, kind, constant, values, ends, bytes));
    }

    private Section section(byte[] values, int length) throws IOException {
        return section(length, 1, (from, count) -> buffer.put(values, from, count));
    }

    private Section section(char[] values) throws IOException {
        return section(values.length, Character.BYTES, (from, count) -> {
            buffer.asCharBuffer().put(values, from, count);
            buffer.position(count * Character.BYTES);
        });
    }

    private Section section(int[] values) throws IOException {
        return section(values.length, Integer.BYTES, (from, count) -> {
            buffer.asIntBuffer().put(values, from, count);
            buffer.position(count * Integer.BYTES);
        });
    }

    private Section section(long[] values) throws IOException {
        return section(values.length, Long.BYTES, (from, count) -> {
            buffer.asLongBuffer().put(values, from, count);
            buffer.position(count * Long.BYTES);
        });
    }

    private Section section(double[] values) throws IOException {
        return section(values.length, Double.BYTES, (from, count) -> {
            buffer.asDoubleBuffer().put(values, from, count);
            buffer.position(count * Double.BYTES);
        });
    }

    private interface Fill {
        void fill(int from, int count);
    }

    private Section section(int length, int width, Fill fill) throws IOException {
        long offset = position;
        List<Integer> crcs = new ArrayList<>();
        int atOnce = Section.STRETCH / width;
        for (int from = 0; from < length; from += Math.min(atOnce, length - from)) {
            fill.fill(from, Math.min(atOnce, length - from));
            crcs.add(flush());
        }
        return new Section(offset, position - offset, crcs);
    }

    /** Writes what is in the buffer; gives its checksum. */
    private int flush() throws IOException {
        buffer.flip();
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate());
        position += buffer.remaining();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
        return (int) crc.getValue();
    }

    private void finish(SavedDirectory directory) throws IOException {
        byte[] json = SavedDirectoryJson.write(directory);
        long offset = position;
        CRC32C crc = new CRC32C();
        crc.update(json);
        section(json, json.length);
        buffer.putLong(offset).putInt(json.length).putInt((int) crc.getValue()).put(SavedLogs.END);
        flush();
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
