package io.sojourn.mining.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.event.ErrorCode;
import io.sojourn.event.SojournException;
import io.sojourn.mining.log.RandomLog;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {
    @Test
    void textJsonAndAddressParseBackToAnEqualFilter() throws Exception {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(71));
        for (int round = 0; round < 500; round++) {
            Filter filter = new RandomFilters(random.split()).next(3);
            assertThat(Filter.parse(filter.text())).isEqualTo(filter);
            String json = filter.json().toString();
            assertThat(Filter.fromJson(new ObjectMapper().readTree(json))).isEqualTo(filter);
            assertThat(Filter.parse(URLDecoder.decode(filter.urlParameter(), StandardCharsets.UTF_8)))
                    .isEqualTo(filter);
        }
    }

    @Test
    void aChoiceOfCasesAndEventsSaysItselfAndNothingWhereAllAreChosen() {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(72));
        for (int round = 0; round < 200; round++) {
            RandomFilters filters = new RandomFilters(random.split());
            LogFilter choice = new LogFilter(filters.next(2), List.of(filters.test(), filters.test()));
            assertThat(LogFilter.parseTests(choice.eventsText())).isEqualTo(choice.events());
            assertThat(choice.casesText() == null ? LogFilter.all().cases() : Filter.parse(choice.casesText()))
                    .isEqualTo(choice.cases());
        }
        assertThat(LogFilter.all().casesText()).isNull();
        assertThat(LogFilter.all().eventsText()).isNull();
    }

    @Test
    void argumentsWithoutNamesComeInTheirOrder() {
        assertThat(Filter.parse("and(has(Pay, 'Send Fine'), not(duration(min=2d)))"))
                .isEqualTo(new AllOf(List.of(
                        new ActivityFilter(false, List.of("Pay", "Send Fine")),
                        new NoneOf(List.of(DurationFilter.between(172_800_000_000L, null))))));
        assertThat(Filter.parse("directly_follows(A, B, max=1.5h)"))
                .isEqualTo(new FollowsFilter(true, "A", "B", new Span(null, 5_400_000_000L)));
        assertThat(Filter.parse(" time( started , 2024-01-01 , to = 2024-02-01T00:00:00+01:00 ) "))
                .isEqualTo(new TimeFilter(TimeFilter.Mode.STARTED, 1_704_067_200_000_000L, 1_706_742_000_000_000L));
        assertThat(Filter.parse("event(in(payer, [X, 'it''s']), range(amount, 5, 7.5))"))
                .isEqualTo(new EventFilter(List.of(
                        new ValueTest.In("payer", List.of("X", "it's")), new ValueTest.Numbers("amount", 5.0, 7.5))));
        assertThat(Filter.parse("variants(10)")).isEqualTo(new VariantFilter(10, null));
        assertThat(Filter.parse("rework()")).isEqualTo(new ReworkFilter(null, 2));
    }

    @Test
    void whatItRendersIsWrittenOnce() {
        Filter filter = Filter.parse("case(range(due, min=2024-01-01))");
        assertThat(filter.text()).isEqualTo("case(test=range(column='due', min='2024-01-01T00:00:00Z'))");
        assertThat(filter.json())
                .hasToString("{\"filter\":\"case\",\"test\":{\"filter\":\"range\",\"column\":\"due\","
                        + "\"min\":\"2024-01-01T00:00:00Z\"}}");
        assertThat(filter.condition(FilterSql.overEvents()))
                .isEqualTo("case_id IN (SELECT case_id FROM log GROUP BY case_id HAVING (arg_max(\"due\", place)"
                        + " FILTER (WHERE \"due\" IS NOT NULL) IS NOT NULL AND arg_max(\"due\", place)"
                        + " FILTER (WHERE \"due\" IS NOT NULL) >= make_timestamp(1704067200000000)))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Pay # is no filter",
                "hass(Pay) # there is no filter \"hass\"",
                "has(Pay # the brackets of has never close",
                "has('Pay) # a quote never closes",
                "has(Pay)) # there is more behind its end",
                "duration(min=2) # not a span",
                "duration(mini=2d) # has no argument \"mini\"",
                "duration(min=2d, min=3d) # there twice",
                "time(soon) # has no mode \"soon\"",
                "time(started, from=tomorrow) # not a time",
                "variants() # needs either top or share",
                "variants(share=2) # not from 0 to 1",
                "variants(top=0) # not a whole number from 1",
                "and(Pay) # are terms with brackets",
                "event(has(Pay)) # no test of a value",
                "in(a, b) # tests a value",
                "event(range(amount)) # neither min nor max",
                "event(range(amount, 5, 2024-01-01)) # not a time",
                "directly_follows(A) # needs to",
                "duration(min=999999999999d) # longer than can be counted",
                "has([A, [B]]) # a list stands in a list",
                "has(,) # a value is missing"
            })
    void whatIsNoFilterIsExplained(String text, String why) {
        assertThatThrownBy(() -> Filter.parse(text)).isInstanceOfSatisfying(SojournException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
            assertThat(e.getMessage()).contains(why);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{}", "{\"filter\":5}", "{\"filter\":\"and\",\"filters\":[7]}"})
    void jsonThatIsNoFilterIsRefused(String json) {
        assertThatThrownBy(() -> Filter.fromJson(new ObjectMapper().readTree(json)))
                .isInstanceOf(SojournException.class);
    }

    @Test
    void nestingAndLengthHaveLimits() {
        String deep = "not(".repeat(10_000) + "has(A)" + ")".repeat(10_000);
        assertThatThrownBy(() -> Filter.parse(deep)).hasMessageContaining("nested more than 32 deep");
        assertThatThrownBy(() -> Filter.parse("has('" + "x".repeat(70_000) + "')"))
                .hasMessageContaining("the limit is 65536");
    }

    /** Each once said something that couldn't be read again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "duration(min=1000000.000001s)",
                "time(started, to=9999-12-31)",
                "case(range(due, max=9999-12-31T23:59:59-18:00))",
                "not(not(not(not(not(not(not(not(not(not(not(not(not(not(not(not(not(has(A))))))))))))))))))"
            })
    void whatIsRenderedIsReadAgainAtItsEdgesToo(String text) throws Exception {
        Filter filter = Filter.parse(text);
        assertThat(Filter.parse(filter.text())).isEqualTo(filter);
        assertThat(Filter.fromJson(new ObjectMapper().readTree(filter.json().toString())))
                .isEqualTo(filter);
    }

    @Test
    void halfOfACharacterIsRefusedInTextAndJson() throws Exception {
        assertThatThrownBy(() -> Filter.parse("has('\ud83d')")).hasMessageContaining("half of a character");
        var json = new ObjectMapper().readTree("{\"filter\":\"has\",\"activities\":[\"\\ud83d\"]}");
        assertThatThrownBy(() -> Filter.fromJson(json)).hasMessageContaining("half of a character");
    }

    @Test
    void anyTextIsAFilterOrRefused() {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(72));
        String signs = "()[],='\u00e4 \n\0";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text =
                    new StringBuilder(new RandomFilters(random.split()).next(2).text());
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        Math.min(text.length(), at + random.nextInt(3)),
                        signs.substring(random.nextInt(signs.length())).substring(0, 1));
            }
            try {
                Filter filter = Filter.parse(text.toString());
                assertThat(Filter.parse(filter.text())).isEqualTo(filter);
            } catch (SojournException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
            }
        }
    }
}
