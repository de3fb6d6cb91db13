package io.sojourn.mining.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.format.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any text and any JSON as a filter: refused as a bad request, or a filter that says itself in text, JSON and address. */
@Tag("hostile")
class FilterFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @FuzzTest
    void text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            check(Filter.parse(text));
        } catch (SojournException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        }
        try {
            LogFilter.parseTests(text);
        } catch (SojournException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        }
    }

    @FuzzTest
    void json(byte[] bytes) {
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return;
        } catch (IOException e) {
            assertThat(e).isInstanceOf(java.io.CharConversionException.class);
            return;
        }
        try {
            check(Filter.fromJson(node));
        } catch (SojournException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        }
    }

    /** Only the length of its text keeps a filter from being read again. */
    private static void check(Filter filter) {
        if (filter.text().length() > TermParser.MOST_CHARACTERS) {
            return;
        }
        try {
            assertThat(Filter.parse(filter.text())).isEqualTo(filter);
            assertThat(Filter.fromJson(JSON.readTree(filter.json().toString()))).isEqualTo(filter);
            assertThat(Filter.parse(URLDecoder.decode(filter.urlParameter(), StandardCharsets.UTF_8)))
                    .isEqualTo(filter);
        } catch (SojournException e) {
            throw new AssertionError("what it renders is refused: " + filter.text(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inSql(filter);
    }

    /** DuckDB's SQL can't hold every text. */
    private static void inSql(Filter filter) {
        try {
            assertThat(filter.condition(FilterSql.overEvents())).isNotBlank();
        } catch (SojournException e) {
            assertThat(e).hasMessageContaining("NUL");
        }
    }

    @Test
    void theCorpusCutOffAndChangedIsReadOrRefusedToo() {
        Mutations.of(FilterFuzzTest.class, "text", 5_000, this::text);
        Mutations.of(FilterFuzzTest.class, "json", 5_000, this::json);
    }
}
