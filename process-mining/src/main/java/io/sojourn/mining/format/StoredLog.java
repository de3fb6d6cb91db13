package io.sojourn.mining.format;

/** What logs in a file have in common, whatever their format. */
abstract class StoredLog implements LogFile {
    final StoredFile file;
    final ReadOptions options;

    /** Fails at once where the options name a time format that is none. */
    StoredLog(StoredFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
        TimeReader.of(options);
    }

    @Override
    public final String source() {
        return file.sha256();
    }

    @Override
    public final long size() {
        return file.size();
    }

    @Override
    public final long position() {
        return file.position();
    }

    @Override
    public final void close() {
        // Each read closes what it opened.
    }
}
