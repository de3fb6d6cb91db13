package io.sojourn.stream.wire;

import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link DefinitionVersion}: its text, which is compiled again. */
public final class DefinitionVersionCodec implements Codec<DefinitionVersion> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;

    @Override
    public Class<DefinitionVersion> type() {
        return DefinitionVersion.class;
    }

    @Override
    public void write(DefinitionVersion v, DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeLong(v.validFrom());
        Wire.writeText(v.definition().text(), out);
    }

    @Override
    public DefinitionVersion read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a definition in format " + format + ", this program knows " + FORMAT);
        }
        long validFrom = in.readLong();
        return new DefinitionVersion(Definitions.compile("a known version", Wire.readText(in)), validFrom);
    }

    @Override
    public DefinitionVersion copy(DefinitionVersion value) {
        return value;
    }
}
