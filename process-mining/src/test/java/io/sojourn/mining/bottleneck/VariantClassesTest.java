package io.sojourn.mining.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.waits.ActivityInstances;
import java.util.Arrays;
import java.util.Random;
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
        int length = VariantClasses.cutLoops(activities, 0, activities.length, written);
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
        VariantClasses classes = VariantClasses.of(ActivityInstances.of(log.build()));
        assertThat(classes.size()).isEqualTo(2);
        assertThat(classes.of(1))
                .isEqualTo(classes.of(2))
                .isEqualTo(classes.of(3))
                .isNotEqualTo(classes.of(0));
        assertThat(classes.cases(classes.of(3))).isEqualTo(3);
        assertThat(classes.activities(classes.of(3))).containsExactly("Ask", "Answer", "Ask", "Answer", "Close");
    }
}
