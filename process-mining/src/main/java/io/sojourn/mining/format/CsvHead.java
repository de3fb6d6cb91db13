package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** The first bytes of the file, which decide about encoding and separator. */
record CsvHead(byte[] bytes, int from, byte separator) {
    private static final int LOOK = 1 << 16;
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] SEPARATORS = {',', ';', '\t', '|'};

    static CsvHead read(InputStream in, StoredFile file) throws IOException {
        byte[] bytes = in.readNBytes(LOOK);
        if (bytes.length >= 2 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1)) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file.path() + " is UTF-16; a CSV log is UTF-8.",
                    "Maybe save it again as UTF-8, or: iconv -f UTF-16 -t UTF-8.");
        }
        if (bytes.length == 0) {
            throw new SojournException(
                    ErrorCode.UNREADABLE_LOG,
                    file.path() + " is empty: it unpacks to 0 bytes.",
                    "Maybe the export that wrote it failed.");
        }
        boolean bom = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BOM, 0, 3);
        return new CsvHead(bytes, bom ? 3 : 0, separator(bytes));
    }

    private static byte separator(byte[] bytes) {
        int[] counts = new int[128];
        boolean quoted = false;
        for (byte b : bytes) {
            if (b == '"') {
                quoted = !quoted;
            } else if (!quoted && b == '\n') {
                break;
            } else if (!quoted && b >= 0) {
                counts[b]++;
            }
        }
        byte best = SEPARATORS[0];
        for (byte candidate : SEPARATORS) {
            best = counts[candidate] > counts[best] ? candidate : best;
        }
        return best;
    }

    InputStream replayed(InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from), rest);
    }
}
