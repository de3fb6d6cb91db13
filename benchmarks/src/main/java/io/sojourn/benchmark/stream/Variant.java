package io.sojourn.benchmark.stream;

/** What {@link Throughput} compares. */
enum Variant {
    JOB("a", "this job, heap state, results discarded"),
    JOB_JSON("a-json", "this job, heap state, from JSON, results discarded"),
    JOB_ROCKSDB("a-rocksdb", "this job on RocksDB, results discarded"),
    JOB_STORE("a-store", "this job, heap state, results into the store"),
    BAREST("b", "barest Flink job: one state access"),
    BAREST_ROCKSDB("b-rocksdb", "barest Flink job on RocksDB"),
    PLAIN("c", "plain Java loop over a HashMap, one thread");

    final String key;
    final String title;

    Variant(String key, String title) {
        this.key = key;
        this.title = title;
    }

    boolean isOnRocksDb() {
        return this == JOB_ROCKSDB || this == BAREST_ROCKSDB;
    }

    EventFormat format() {
        return this == JOB_JSON ? EventFormat.JSON : EventFormat.CODED;
    }

    static Variant of(String key) {
        for (Variant v : values()) {
            if (v.key.equals(key)) {
                return v;
            }
        }
        throw new IllegalArgumentException("no variant " + key);
    }
}
