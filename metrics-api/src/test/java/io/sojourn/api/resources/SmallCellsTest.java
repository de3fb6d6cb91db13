package io.sojourn.api.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallCellsTest {
    /** Counts, the smallest that is shown, and what is shown. */
    @ParameterizedTest
    @CsvSource({
        "5 7 9, 5, 5 7 9",
        "0 7 0, 5, 0 7 0",
        "3 7 9, 5, - - 9",
        "3 9 7, 5, - 9 -",
        "3 0 9, 5, - 0 -",
        "1 1 9 8, 5, - - 9 -",
        "4 4 9, 5, - - 9",
        "3 7 7, 5, - - 7",
        "4 0 0, 5, - 0 0",
        "1 1, 5, - -"
    })
    void oneMoreIsHiddenWhereTheTotalWouldTell(String counts, int least, String shown) {
        List<long[]> cells = new ArrayList<>();
        for (String count : counts.split(" ")) {
            cells.add(new long[] {Long.parseLong(count)});
        }
        boolean[] hidden = new SmallCells(least).hidden(cells);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < hidden.length; i++) {
            words.add(hidden[i] ? "-" : Long.toString(cells.get(i)[0]));
        }
        assertThat(String.join(" ", words)).isEqualTo(shown);
    }

    /** What is left of the total for the hidden cells never fixes one of them. */
    @Test
    void aReaderOfTheTotalCanNotTellASmallCount() {
        long seed = Long.getLong("sojourn.seed", 5);
        Random random = new Random(seed);
        int guarded = 0;
        for (int round = 0; round < 2_000; round++) {
            int least = 2 + random.nextInt(5);
            List<long[]> cells = new ArrayList<>();
            for (int i = 0, n = 1 + random.nextInt(6); i < n; i++) {
                cells.add(new long[] {random.nextInt(3) == 0 ? 0 : random.nextInt(12)});
            }
            boolean[] hidden = new SmallCells(least).hidden(cells);
            long total = 0;
            long left = 0;
            int gone = 0;
            for (int i = 0; i < hidden.length; i++) {
                long count = cells.get(i)[0];
                assertThat(hidden[i] || count == 0 || count >= least).isTrue();
                total += count;
                left += hidden[i] ? count : 0;
                gone += hidden[i] ? 1 : 0;
            }
            if (gone > 0 && total >= least) {
                guarded++;
                assertThat(gone).as("-Dsojourn.seed=%s, round %s", seed, round).isGreaterThan(1);
                assertThat(left).as("-Dsojourn.seed=%s, round %s", seed, round).isGreaterThanOrEqualTo(least);
            }
        }
        assertThat(guarded).isGreaterThan(100);
    }
}
