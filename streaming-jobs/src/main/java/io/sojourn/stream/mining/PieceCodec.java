package io.sojourn.stream.mining;

import io.sojourn.stream.wire.Codec;
import io.sojourn.stream.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bytes of a {@link Piece}. They never outlive a job, so they have no version. */
public final class PieceCodec implements Codec<Piece> {
    private static final long serialVersionUID = 1L;
    private static final Piece.Kind[] KINDS = Piece.Kind.values();
    private static final int GROUP = 1;
    private static final int SEQUENCE = 2;
    private static final int TEXTS = 4;

    @Override
    public Class<Piece> type() {
        return Piece.class;
    }

    @Override
    public void write(Piece p, DataOutput out) throws IOException {
        out.writeByte(p.kind().ordinal());
        int[] sequence = p.group() == null ? null : p.group().sequence();
        out.writeByte((p.group() == null ? 0 : GROUP)
                | (sequence == null ? 0 : SEQUENCE)
                | (p.texts().isEmpty() ? 0 : TEXTS));
        if (p.group() != null) {
            out.writeLong(p.group().id());
        }
        if (sequence != null) {
            Wire.writeLong(sequence.length, out);
            for (int code : sequence) {
                Wire.writeLong(code, out);
            }
        }
        Wire.writeLong(p.numbers().length, out);
        for (long number : p.numbers()) {
            Wire.writeLong(number, out);
        }
        if (!p.texts().isEmpty()) {
            Wire.writeLong(p.texts().size(), out);
            for (String text : p.texts()) {
                Wire.writeText(text, out);
            }
        }
    }

    @Override
    public Piece read(DataInput in) throws IOException {
        Piece.Kind kind = KINDS[in.readByte()];
        int parts = in.readByte();
        long id = (parts & GROUP) == 0 ? 0 : in.readLong();
        int[] sequence = (parts & SEQUENCE) == 0 ? null : new int[Wire.readLength(in)];
        for (int i = 0; sequence != null && i < sequence.length; i++) {
            sequence[i] = (int) Wire.readLong(in);
        }
        long[] numbers = new long[Wire.readLength(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Wire.readLong(in);
        }
        List<String> texts = List.of();
        if ((parts & TEXTS) != 0) {
            int count = Wire.readLength(in);
            texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                texts.add(Wire.readText(in));
            }
        }
        Piece.Group group = (parts & GROUP) == 0 ? null : new Piece.Group(id, sequence);
        return new Piece(kind, group, numbers, texts);
    }

    @Override
    public Piece copy(Piece value) {
        return value;
    }
}
