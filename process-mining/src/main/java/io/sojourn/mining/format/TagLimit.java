package io.sojourn.mining.format;

import io.sojourn.event.ErrorCode;
import io.sojourn.event.Limits;
import io.sojourn.event.SojournException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Bytes on their way to an XML parser, which keeps a whole tag with its names and attributes in memory: a tag (or comment, or
 * what else is one step of the parser) of more than {@link Limits#TAG_BYTES} ends the file.
 */
final class TagLimit extends FilterInputStream {
    private final StoredFile file;
    private long taken;
    private XMLStreamReader xml;

    TagLimit(InputStream in, StoredFile file) {
        super(in);
        this.file = file;
    }

    /** The parser of these bytes, each of whose steps begins the count anew. */
    XMLStreamReader watched(XMLStreamReader parser) {
        xml = parser;
        return new StreamReaderDelegate(parser) {
            @Override
            public int next() throws XMLStreamException {
                taken = 0;
                return super.next();
            }
        };
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = super.read(b, off, len);
        count(n);
        return n;
    }

    private void count(int n) {
        taken += Math.max(0, n);
        if (taken > Limits.TAG_BYTES) {
            int line = xml == null ? 1 : xml.getLocation().getLineNumber();
            throw new SojournException(
                    ErrorCode.OVER_LIMIT,
                    file.path() + " line " + line + ": a tag or comment from here on has more than " + Limits.TAG_BYTES
                            + " bytes.",
                    "Maybe the file is damaged, or is no XES.");
        }
    }
}
