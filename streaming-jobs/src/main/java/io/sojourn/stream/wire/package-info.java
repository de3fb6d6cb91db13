/**
 * Bytes for events, results and state: hand-written codecs behind one Flink serializer, so that nothing falls back to
 * Kryo. The door is {@link io.sojourn.stream.wire.CodecTypeInformation}.
 */
package io.sojourn.stream.wire;
