/**
 * Reads Parquet files on any file system that Flink knows, without Hadoop: Parquet's own library decodes, but what it brings to open
 * files needs Hadoop. {@link io.sojourn.stream.parquet.ParquetFile} is the door.
 */
package io.sojourn.stream.parquet;
