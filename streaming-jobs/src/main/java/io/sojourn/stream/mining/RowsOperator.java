package io.sojourn.stream.mining;

import io.sojourn.mining.format.ReadOptions;
import io.sojourn.mining.format.RowHandler;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Reads the row groups that it is given, and is handed their rows. Memory: the columns of one row group. */
abstract class RowsOperator<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<LogSplit, T>, RowHandler {
    private static final long serialVersionUID = 1L;

    private final ReadOptions options;
    private transient SplitReader reader;
    private transient int file;

    RowsOperator(ReadOptions options) {
        this.options = options;
    }

    @Override
    public void open() throws Exception {
        super.open();
        reader = new SplitReader(options);
    }

    @Override
    public final void processElement(StreamRecord<LogSplit> element) {
        file = element.getValue().file();
        reader.read(element.getValue(), this);
    }

    /** Number of the file of the present row. */
    final int file() {
        return file;
    }

    @Override
    public final boolean wantsAttributes() {
        return false;
    }
}
