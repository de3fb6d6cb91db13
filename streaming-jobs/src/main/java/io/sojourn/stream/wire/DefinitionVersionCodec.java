package io.sojourn.stream.wire;

import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.DefinitionVersion;
import io.sojourn.definition.Definitions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes of a {@link DefinitionVersion}: its text, which is compiled again. */
public final class DefinitionVersionCodec implements Codec<DefinitionVersion> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final int COMPILED_TEXTS = 64;

    /** By text; the one that was not asked for longest goes. */
    private static final Map<String, CompiledDefinition> COMPILED = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompiledDefinition> eldest) {
            return size() > COMPILED_TEXTS;
        }
    };

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
        return new DefinitionVersion(compiled(Wire.readText(in)), validFrom);
    }

    /** Several operators read the same versions at each restore, and compiling one takes tenths of a second. */
    private static CompiledDefinition compiled(String text) {
        synchronized (COMPILED) {
            return COMPILED.computeIfAbsent(text, t -> Definitions.compile("a known version", t));
        }
    }

    @Override
    public DefinitionVersion copy(DefinitionVersion value) {
        return value;
    }
}
