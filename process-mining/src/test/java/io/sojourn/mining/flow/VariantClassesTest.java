package io.sojourn.mining.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.log.EventLogBuilder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantClassesTest {
    private static final Pattern THIRD = Pattern.compile("(.{1,5})\\1\\1");

    private static String cut(String text) {
        int[] activities = text.chars().toArray();
        int[] written = new int[activities.length];
        int length = Loops.cut(activities, 0, activities.length, written);
        return Arrays.stream(written, 0, length).mapToObj(Character::toString).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc",
        "abbc, abbc",
        "abbbbc, abbc",
        "abababab, abab",
        "xabcabcabcy, xabcabcy",
        "abcdeabcdeabcde, abcdeabcde",
        "abcdefabcdefabcdef, abcdefabcdefabcdef",
        "aabaabaab, aabaab"
    })
    void thirdRepetitionsAreCut(String activities, String expected) {
        assertThat(cut(activities)).isEqualTo(expected);
    }

    @Test
    void whatIsCutHasNoThirdRepetitionAndIsNotCutAgain() {
        long seed = Long.getLong("sojourn.seed", System.nanoTime());
        System.out.println("-Dsojourn.seed=" + seed);
        Random random = new Random(seed);
        for (int n = 0; n < 5_000; n++) {
            String text = random.ints(random.nextInt(40), 'a', 'a' + 1 + random.nextInt(3))
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            String cut = cut(text);
            assertThat(THIRD.matcher(cut).find()).as(text).isFalse();
            assertThat(cut(cut)).isEqualTo(cut);
            assertThat(THIRD.matcher(text).find()).as(text).isEqualTo(!cut.equals(text));
        }
    }

    @Test
    void casesThatDifferByRoundsOnlyAreOfOneClass() {
        EventLogBuilder log = new EventLogBuilder();
        int[] rounds = {1, 2, 3, 7};
        for (int c = 0; c < rounds.length; c++) {
            long at = 0;
            for (int k = 0; k < rounds[c]; k++) {
                log.add("c" + c, "Ask", at++).add("c" + c, "Answer", at++);
            }
            log.add("c" + c, "Close", at);
        }
        VariantClasses classes = VariantClasses.of(log.build().all());
        assertThat(classes.size()).isEqualTo(2);
        assertThat(classes.of(1))
                .isEqualTo(classes.of(2))
                .isEqualTo(classes.of(3))
                .isNotEqualTo(classes.of(0));
        assertThat(classes.cases(classes.of(3))).isEqualTo(3);
        assertThat(classes.activities(classes.of(3))).containsExactly("Ask", "Answer", "Ask", "Answer", "Close");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, a b c",
        "abab, (a > b)+",
        "ababab, (a > b)+",
        "aaa, a+",
        "xaaby, x a+ b y",
        "xabababay, x (a > b)+ a y",
        "aabaabaab, (a+ > b)+",
        "abcabcd, (a > b > c)+ d"
    })
    void loopsAreMarkedByAPlus(String activities, String expected) {
        assertThat(String.join(" ", words(cut(activities)))).isEqualTo(expected);
    }

    private static List<String> words(String cut) {
        return Loops.words(cut.chars().mapToObj(Character::toString).toList());
    }

    /** Each block with a plus twice, innermost first. */
    private static String writtenTwice(String words) {
        Matcher group = Pattern.compile("\\(([^()]*)\\)\\+|(.)\\+").matcher(words);
        return group.find()
                ? writtenTwice(group.replaceFirst(r ->
                        r.group(1) == null ? r.group(2).repeat(2) : r.group(1).repeat(2)))
                : words;
    }

    @Test
    void theWordsOfAClassSayItsSequenceAndClassesAddUpToTheCases() {
        Random random = new Random(RandomLogs.seed(41));
        for (int n = 0; n < 200; n++) {
            EventLogBuilder log = new EventLogBuilder();
            Map<String, Long> slow = new HashMap<>();
            int cases = 1 + random.nextInt(40);
            for (int c = 0; c < cases; c++) {
                String text = random.ints(1 + random.nextInt(12), 'a', 'a' + 1 + random.nextInt(3))
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
                for (int i = 0; i < text.length(); i++) {
                    log.add("c" + c, text.substring(i, i + 1), i);
                }
                slow.merge(cut(text), 1L, Long::sum);
            }
            List<VariantClass> classes = VariantClasses.of(log.build().all()).list(Integer.MAX_VALUE);
            Map<String, Long> counted = classes.stream()
                    .collect(Collectors.toMap(
                            v -> writtenTwice(String.join("", v.steps()).replace(" > ", "")), VariantClass::cases));
            assertThat(counted).isEqualTo(slow);
            assertThat(classes.stream().mapToLong(VariantClass::cases).sum()).isEqualTo(cases);
            assertThat(classes).isSortedAccordingTo(Comparator.comparingLong(v -> -v.cases()));
        }
    }
}
