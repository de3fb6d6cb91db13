package io.sojourn.mining.format;

/** An event log in a file. One thread reads; {@link #position()} may be asked by others. */
public interface LogFile extends AutoCloseable {
    /** SHA-256 of the file's bytes as stored (of a {@code .gz}: the compressed ones), in hex. Computed when first asked. */
    String source();

    /** Size of the file in bytes. */
    long size();

    /** {@code csv}, {@code xes}, {@code jsonl}, {@code parquet} or {@code slog}, with {@code .gz} where compressed. */
    String format();

    /**
     * Reads the log once, from its beginning, and hands over every row; may be called again.
     *
     * @throws io.sojourn.event.SojournException when the file as a whole can't be read (further)
     */
    void read(RowHandler handler);

    /** What the file says about the log as a whole, beside its events; only XES can. Reads up to the first trace. */
    default XesHeader header() {
        return XesHeader.NONE;
    }

    /** Bytes of the file consumed so far. */
    long position();

    @Override
    void close();
}
