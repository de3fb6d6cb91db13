package io.sojourn.cli.cluster;

/** A process that is started again when it ends. */
interface Kept extends AutoCloseable {
    String name();

    /** Starts it, without waiting until it is ready. */
    void begin();

    boolean isAlive();

    long pid();

    ProcessHandle handle();

    /** An orderly end. */
    @Override
    void close();
}
