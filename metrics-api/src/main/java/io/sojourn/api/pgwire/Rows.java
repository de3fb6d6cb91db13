package io.sojourn.api.pgwire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows of a result as the client wants them, each the body of a message. */
final class Rows {
    private Rows() {}

    static List<byte[]> of(List<PgColumn> columns, List<List<Object>> rows, boolean[] binary) {
        List<byte[]> encoded = new ArrayList<>(rows.size());
        for (List<Object> row : rows) {
            encoded.add(row(columns, row, binary));
        }
        return encoded;
    }

    private static byte[] row(List<PgColumn> columns, List<Object> row, boolean[] binary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * columns.size());
        out.write(columns.size() >> 8);
        out.write(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            if (value == null) {
                length(out, -1);
            } else {
                byte[] bytes = value(columns.get(i).shown(value), columns.get(i).type(), binary[i]);
                length(out, bytes.length);
                out.writeBytes(bytes);
            }
        }
        return out.toByteArray();
    }

    private static byte[] value(Object value, PgType type, boolean binary) {
        return binary
                ? BinaryValues.of(value, type)
                : TextValues.of(value, type).getBytes(StandardCharsets.UTF_8);
    }

    private static void length(ByteArrayOutputStream out, int length) {
        out.write(length >> 24);
        out.write(length >> 16);
        out.write(length >> 8);
        out.write(length);
    }

    /** Bytes that a list of rows takes. */
    static long bytes(List<byte[]> rows) {
        long bytes = 0;
        for (byte[] row : rows) {
            bytes += row.length;
        }
        return bytes;
    }
}
