package io.sojourn.stream.parquet;

import io.sojourn.event.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The pages of one column of a row group: packed in memory, each unpacked when it is read. */
final class ColumnPages implements PageReader {
    private static final ParquetMetadataConverter NAMES = new ParquetMetadataConverter();

    private final byte[] chunk;
    private final CompressionCodecName codec;
    private final long values;
    private int at;
    private long read;
    private PageHeader header;
    private DictionaryPage dictionary;

    ColumnPages(byte[] chunk, CompressionCodecName codec, long values) throws IOException {
        this.chunk = chunk;
        this.codec = codec;
        this.values = values;
        if (values > 0 && nextHeader() && header.type == PageType.DICTIONARY_PAGE) {
            DictionaryPageHeader d = header.dictionary_page_header;
            dictionary = new DictionaryPage(unpacked(0), d.num_values, encoding(d.encoding));
            header = null;
        }
    }

    private static org.apache.parquet.column.Encoding encoding(Encoding encoding) {
        return NAMES.getEncoding(encoding);
    }

    private boolean nextHeader() throws IOException {
        if (at >= chunk.length) {
            return false;
        }
        ByteArrayInputStream in = new ByteArrayInputStream(chunk, at, chunk.length - at);
        header = Util.readPageHeader(in);
        at = chunk.length - in.available();
        boolean fits = header.compressed_page_size >= 0
                && header.compressed_page_size <= chunk.length - at
                && header.uncompressed_page_size >= 0
                && header.uncompressed_page_size <= Limits.PARQUET_PAGE_BYTES;
        if (!fits) {
            throw new IOException("a page of " + header.compressed_page_size + " bytes, unpacked "
                    + header.uncompressed_page_size + ", can't be there, or is over the limit of "
                    + Limits.PARQUET_PAGE_BYTES);
        }
        return true;
    }

    /** The content of the present page behind its first {@code plain} bytes, which are not packed; goes to the next page. */
    private BytesInput unpacked(int plain) throws IOException {
        int length = header.compressed_page_size - plain;
        if (plain < 0 || length < 0) {
            throw new IOException("a page's levels are longer than itself");
        }
        byte[] bytes = PageCodecs.unpack(codec, chunk, at + plain, length, header.uncompressed_page_size - plain);
        at += header.compressed_page_size;
        return BytesInput.from(bytes);
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        return dictionary;
    }

    @Override
    public long getTotalValueCount() {
        return values;
    }

    @Override
    public DataPage readPage() {
        try {
            while (read < values) {
                if (header == null && !nextHeader()) {
                    throw new IOException("a column ends after " + read + " of " + values + " values");
                }
                DataPage page = page();
                header = null;
                if (page != null) {
                    read += page.getValueCount();
                    return page;
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The present page; null where it is of a kind without values. */
    private DataPage page() throws IOException {
        if (header.type == PageType.DATA_PAGE) {
            DataPageHeader d = header.data_page_header;
            return new DataPageV1(
                    unpacked(0),
                    d.num_values,
                    header.uncompressed_page_size,
                    null,
                    encoding(d.repetition_level_encoding),
                    encoding(d.definition_level_encoding),
                    encoding(d.encoding));
        }
        if (header.type == PageType.DATA_PAGE_V2) {
            return pageV2(header.data_page_header_v2);
        }
        at += header.compressed_page_size;
        return null;
    }

    private DataPage pageV2(DataPageHeaderV2 d) throws IOException {
        int repetition = d.repetition_levels_byte_length;
        int definition = d.definition_levels_byte_length;
        if (repetition < 0 || definition < 0 || repetition > header.compressed_page_size - definition) {
            throw new IOException("a page's levels are longer than itself");
        }
        BytesInput repetitions = BytesInput.from(chunk, at, repetition);
        BytesInput definitions = BytesInput.from(chunk, at + repetition, definition);
        BytesInput data;
        if (d.is_compressed) {
            data = unpacked(repetition + definition);
        } else {
            int plain = repetition + definition;
            data = BytesInput.from(chunk, at + plain, header.compressed_page_size - plain);
            at += header.compressed_page_size;
        }
        return DataPageV2.uncompressed(
                d.num_rows, d.num_nulls, d.num_values, repetitions, definitions, encoding(d.encoding), data, null);
    }
}
