package io.sojourn.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EnginesAgreeTest {
    private static final int ROWS = 50;
    private static final int PER_QUERY = 100;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("UTC"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kolkata"));

    @Test
    void randomExpressionsAreEqualInBothEngines() throws SQLException {
        agree(2_000);
    }

    @Test
    @Tag("full")
    void manyRandomExpressionsAreEqualInBothEngines() throws SQLException {
        agree(20_000);
    }

    private static void agree(int expressions) throws SQLException {
        String given = System.getProperty("sojourn.seed", "");
        long seed = given.isEmpty() ? new SplittableRandom().nextLong() : Long.parseLong(given);
        RandomExpressions random = new RandomExpressions(seed);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(random.row());
        }
        int known = 0;
        try (BothEngines engines = new BothEngines(RandomExpressions.COLUMNS, rows)) {
            for (int done = 0; done < expressions; done += PER_QUERY) {
                ZoneId zone = ZONES.get(done / PER_QUERY % ZONES.size());
                known += agree(random, engines, zone, "-Dsojourn.seed=" + seed);
            }
        }
        assertThat(known)
                .as("results that are not null, -Dsojourn.seed=%d", seed)
                .isGreaterThan(expressions * ROWS / 4);
    }

    private static int agree(RandomExpressions random, BothEngines engines, ZoneId zone, String seed)
            throws SQLException {
        List<String> texts = new ArrayList<>();
        while (texts.size() < PER_QUERY) {
            String text = random.expression();
            if (text.length() <= 1_500) {
                texts.add(text);
            }
        }
        CompiledExpressions compiled = BothEngines.compile(zone, RandomExpressions.COLUMNS, texts);
        List<List<Object>> java = engines.java(compiled);
        List<List<Object>> duckdb = engines.duckdb(compiled);
        int known = 0;
        for (int i = 0; i < texts.size(); i++) {
            for (int row = 0; row < ROWS; row++) {
                Object a = java.get(i).get(row);
                Object b = duckdb.get(i).get(row);
                if (!same(a, b)) {
                    String shown = texts.get(i) + "\nSQL: " + compiled.sql().get(i);
                    assertThat(a)
                            .as("%s, zone %s, row %d: %s", seed, zone, row, shown)
                            .isEqualTo(b);
                }
                known += a == null ? 0 : 1;
            }
        }
        return known;
    }

    private static boolean same(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue() || Double.isNaN(x) && Double.isNaN(y);
        }
        return Objects.equals(a, b);
    }
}
