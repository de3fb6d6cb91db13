package io.sojourn.mining.format;

import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** A file that can be read into columns without making a row object of each event. */
interface ColumnarFile {
    /** What {@link LogLoader#load} does, faster. */
    LogLoader.Loaded load(Predicate<String> attributes, LongConsumer progress);
}
