package io.sojourn.api;

import static io.sojourn.api.store.Samples.HOUR;
import static io.sojourn.api.store.Samples.NOON;
import static io.sojourn.api.store.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sojourn.api.resources.Health;
import io.sojourn.api.store.Store;
import io.sojourn.fact.FactTable;
import io.sojourn.fact.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final String PROCESS = "process=\"authorization\"";

    @TempDir
    Path dir;

    private volatile Health health = SampleStore.HEALTH;
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start() {
        store = SampleStore.open(dir);
        server = ApiServer.start(ApiOptions.defaults().withPort(0), store, () -> health);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private Map<String, Double> figures() throws Exception {
        return Scrape.of(server.port()).figures();
    }

    /** Cases that wait, with so many payers: the n-th has n of them. */
    private void manyPayers(int payers) {
        List<Result> all = new ArrayList<>();
        for (int p = 1; p <= payers; p++) {
            for (int i = 0; i < p; i++) {
                all.add(row(
                        FactTable.STAYS,
                        "case_id",
                        "M-" + p + "-" + i,
                        "episode",
                        1,
                        "queue",
                        "payer_decision",
                        "ordinal",
                        1,
                        "entered_at",
                        NOON - p * HOUR,
                        "payer",
                        "P\"\\\n" + (char) ('0' + p / 10) + (char) ('0' + p % 10)));
            }
        }
        store.accept(all);
        store.flush();
    }

    /** The same by SQL on the facts: label text to figure. */
    private Map<String, Double> asked(String name, String sql) throws Exception {
        Map<String, Double> all = new TreeMap<>();
        try (Connection c = store.newConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            while (r.next()) {
                all.put(name + "{" + r.getString(1) + "}", r.getDouble(2));
            }
        }
        return all;
    }

    private static Map<String, Double> named(Map<String, Double> figures, String name) {
        Map<String, Double> some = new TreeMap<>(figures);
        some.keySet().removeIf(key -> !key.startsWith(name + "{"));
        return some;
    }

    private void assertAreAsAsked(String name, String sql) throws Exception {
        Map<String, Double> expected = asked(name, sql);
        assertThat(expected).as(name).isNotEmpty();
        assertThat(named(figures(), name)).as(name).isEqualTo(expected);
    }

    @Test
    void figuresOfQueuesAreThoseOfTheStays() throws Exception {
        String open = " FROM stays WHERE left_at IS NULL GROUP BY queue";
        String label = "SELECT '" + PROCESS + ",queue=\"' || queue || '\"', ";
        String age = "(" + NOON + " - epoch_us(entered_at)) / 1e6";
        manyPayers(3);
        assertAreAsAsked("sojourn_queue_open", label + "count(*)" + open);
        assertAreAsAsked("sojourn_queue_oldest_seconds", label + "max(" + age + ")" + open);
        assertAreAsAsked("sojourn_queue_p50_seconds", label + "quantile_disc(" + age + ", 0.5)" + open);
        assertAreAsAsked("sojourn_queue_p90_seconds", label + "quantile_disc(" + age + ", 0.9)" + open);
        assertAreAsAsked(
                "sojourn_queue_arrivals_last_hour",
                label + "count(*) FILTER (epoch_us(entered_at) > " + (NOON - HOUR) + ") FROM stays GROUP BY queue");
        assertThat(figures())
                .containsEntry("sojourn_queue_departures_last_hour{" + PROCESS + ",queue=\"intake\"}", 0.0);
    }

    @Test
    void numeratorsAndDenominatorsOfADayAreThoseOfThePanes() throws Exception {
        for (String part : List.of("numerator", "denominator")) {
            assertAreAsAsked(
                    "sojourn_measure_window_" + part + "_by",
                    "SELECT 'dimension=\"payer\",kind=\"' || if(measure = 'turnaround', 'duration', 'share') || '\",measure=\"' || measure || '\","
                            + PROCESS + ",value=\"' || payer ||"
                            + " '\",window=\"24h\"', sum(" + part + " / CASE measure WHEN 'turnaround' THEN "
                            + (part.equals("numerator") ? "3.6e9" : "1") + " ELSE 1 END) FROM measure_panes"
                            + " WHERE payer <> '(all)' AND pane > make_timestamp(" + (NOON - 24 * HOUR)
                            + "::BIGINT) GROUP BY measure, payer");
        }
        assertThat(figures())
                .containsEntry(
                        "sojourn_measure_window_numerator{kind=\"share\",measure=\"denial_rate\"," + PROCESS
                                + ",window=\"24h\"}",
                        1.0)
                .containsEntry(
                        "sojourn_measure_window_denominator{kind=\"share\",measure=\"denial_rate\"," + PROCESS
                                + ",window=\"24h\"}",
                        8.0)
                .containsEntry(
                        "sojourn_measure_window_denominator{kind=\"share\",measure=\"sla:standard\"," + PROCESS
                                + ",window=\"24h\"}",
                        1.0)
                .containsEntry("sojourn_measure_target{measure=\"denial_rate\",operator=\"<=\"," + PROCESS + "}", 0.08);
    }

    @Test
    void anEmptyQueueHasNoOldest() throws Exception {
        assertThat(figures())
                .containsEntry("sojourn_queue_open{" + PROCESS + ",queue=\"payer_decision\"}", 0.0)
                .doesNotContainKey("sojourn_queue_oldest_seconds{" + PROCESS + ",queue=\"payer_decision\"}");
    }

    @Test
    void theValuesWithTheMostHaveALabelAndTheOthersOneTogether() throws Exception {
        manyPayers(60);
        Map<String, Double> open = named(figures(), "sojourn_queue_open_by");
        open.keySet().removeIf(key -> !key.contains("queue=\"payer_decision\""));
        assertThat(open).hasSize(DimensionValues.MOST + 1);
        double sum = open.values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(sum).isCloseTo(60 * 61 / 2.0, within(0.0));
        String label = "dimension=\"payer\"," + PROCESS + ",queue=\"payer_decision\",value=\"";
        assertThat(open)
                .containsEntry("sojourn_queue_open_by{" + label + "other\"}", 40 * 41 / 2.0)
                .containsEntry("sojourn_queue_open_by{" + label + "P\\\"\\\\\\n41\"}", 41.0);
        assertThat(figures()).containsEntry("sojourn_queue_oldest_seconds_by{" + label + "other\"}", 40 * 3_600.0);
    }

    @Test
    void aStaleStoreHasNoFiguresOfProcessesButItsOwn() throws Exception {
        assertThat(figures()).containsEntry("sojourn_figures_current", 1.0);
        health = SampleStore.HEALTH.with(Health.Status.STALE, "the disk is full");
        Map<String, Double> stale = figures();
        assertThat(stale)
                .containsEntry("sojourn_figures_current", 0.0)
                .containsEntry("sojourn_as_of_seconds", NOON / 1e6)
                .containsKey("sojourn_store_rows_total");
        assertThat(stale.keySet()).noneMatch(key -> key.contains("process="));
        health = SampleStore.HEALTH;
        assertThat(figures()).containsKey("sojourn_queue_open{" + PROCESS + ",queue=\"intake\"}");
    }

    @Test
    void promtoolFindsNoFaultInTheForm() throws Exception {
        manyPayers(3);
        Path text = dir.resolve("metrics.txt");
        Files.writeString(text, Scrape.of(server.port()).text());
        Promtool.agrees(text, "check", "metrics");
    }
}
