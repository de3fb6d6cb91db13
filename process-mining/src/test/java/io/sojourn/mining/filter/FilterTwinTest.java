package io.sojourn.mining.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import io.sojourn.mining.flow.Flow;
import io.sojourn.mining.flow.FlowOptions;
import io.sojourn.mining.flow.MineDocument;
import io.sojourn.mining.log.Attribute;
import io.sojourn.mining.log.EventLog;
import io.sojourn.mining.log.EventLogBuilder;
import io.sojourn.mining.log.RandomLog;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random filters over random logs: the columns, the SQL and a slow loop over plain events choose the same. */
class FilterTwinTest {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE events (case_id VARCHAR, source VARCHAR, sequence BIGINT, activity VARCHAR,"
                    + " lifecycle VARCHAR, time TIMESTAMP, resource VARCHAR, team VARCHAR, instance VARCHAR,"
                    + " payer VARCHAR, amount DOUBLE, rounds BIGINT, urgent BOOLEAN, due TIMESTAMP,"
                    + " \"case:site\" VARCHAR)");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void columnsSqlAndBruteForceChooseTheSameEvents() throws SQLException {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(81));
        for (int round = 0; round < 25; round++) {
            EventLog log = RandomLog.next(random.split(), false);
            load(log);
            for (int i = 0; i < 25; i++) {
                RandomFilters filters = new RandomFilters(random.split());
                LogFilter filter =
                        new LogFilter(filters.next(2), random.nextInt(3) == 0 ? List.of(filters.test()) : List.of());
                if (isUsable(filter, log)) {
                    List<String> chosen = events(filter.of(log.all()));
                    assertThat(chosen).as(filter.toString()).isEqualTo(bySql(filter));
                    assertThat(chosen).as(filter.toString()).isEqualTo(new BruteForce(log).events(filter));
                }
            }
        }
    }

    /** A flow of a selection is that of a log which never had anything else. */
    @Test
    void theFlowOfAChoiceIsThatOfALogOfItsEvents() {
        SplittableRandom random = new SplittableRandom(RandomLog.seed(82));
        for (int round = 0; round < 150; round++) {
            EventLog log = RandomLog.next(random.split(), round % 2 == 0);
            RandomFilters filters = new RandomFilters(random.split());
            LogFilter filter =
                    new LogFilter(filters.next(1), random.nextBoolean() ? List.of(filters.test()) : List.of());
            if (isUsable(filter, log)) {
                Selection chosen = filter.of(log.all());
                FlowOptions options = new FlowOptions(View.ALL, random.nextInt(4));
                EventLog copy = copy(chosen);
                String own = MineDocument.text(Flow.of(chosen, options));
                // Whether a log names resources is asked of the whole log.
                String expected = copy.resourceNames().isEmpty()
                        ? own.replaceAll("\"handovers\":\\[.*?]", "\"handovers\":[]")
                        : own;
                assertThat(expected).isEqualTo(MineDocument.text(Flow.of(copy, options)));
                assertThat(chosen.events()).isEqualTo(events(chosen).size());
            }
        }
    }

    @Test
    void aColumnThatIsNotThereOrOfAnotherTypeIsSaid() {
        EventLog log = RandomLog.next(new SplittableRandom(3), false);
        assertThatThrownBy(() -> Filter.parse("case(in(payor, X))").choose(log.all()))
                .isInstanceOfSatisfying(SojournException.class, e -> assertThat(e.fullMessage())
                        .contains("no attribute \"payor\"")
                        .contains("payer"));
        assertThatThrownBy(() -> Filter.parse("event(range(payer, min=5))").choose(log.all()))
                .hasMessageContaining("payer is a text");
        assertThatThrownBy(() -> Filter.parse("event(in(amount, 5))").choose(log.all()))
                .hasMessageContaining("amount is a number");
    }

    /** An empty log lacks the attributes. */
    private static boolean isUsable(LogFilter filter, EventLog log) {
        return log.attributeNames().containsAll(filter.attributes());
    }

    private static EventLog copy(Selection chosen) {
        EventLog log = chosen.log();
        EventLogBuilder builder = new EventLogBuilder();
        for (int k = 0; k < chosen.cases(); k++) {
            int c = chosen.caseAt(k);
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                if (chosen.hasEvent(i)) {
                    builder.add(
                            log.caseId(c),
                            log.activityNames().get(log.activities().at(i)),
                            "complete",
                            log.times()[i],
                            BruteForce.name(log.resourceNames(), log.resources().at(i)),
                            null,
                            null);
                    if (log.hasStarts()) {
                        builder.startedAt(log.starts()[i]);
                    }
                }
            }
        }
        return builder.build();
    }

    /** Case and place of each event, sorted. */
    private static List<String> events(Selection chosen) {
        EventLog log = chosen.log();
        TreeSet<String> events = new TreeSet<>();
        for (int k = 0; k < chosen.cases(); k++) {
            int c = chosen.caseAt(k);
            for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                if (chosen.hasEvent(i)) {
                    events.add(log.caseId(c) + " " + i);
                }
            }
        }
        return List.copyOf(events);
    }

    private static List<String> bySql(LogFilter filter) throws SQLException {
        TreeSet<String> events = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT case_id || ' ' || sequence FROM (" + filter.sql(FilterSql.overEvents()) + ")")) {
            while (rows.next()) {
                events.add(rows.getString(1));
            }
        }
        return new ArrayList<>(events);
    }

    private static void load(EventLog log) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM events");
        }
        String sql =
                "INSERT INTO events VALUES (?, 's', ?, ?, ?, make_timestamp(CAST(? AS BIGINT)), ?, ?, ?, ?, ?, ?, ?,"
                        + " make_timestamp(CAST(? AS BIGINT)), ?)";
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int c = 0; c < log.cases(); c++) {
                for (int i = log.offsets()[c]; i < log.offsets()[c + 1]; i++) {
                    int at = 1;
                    insert.setString(at++, log.caseId(c));
                    insert.setLong(at++, i);
                    insert.setString(
                            at++, log.activityNames().get(log.activities().at(i)));
                    insert.setString(
                            at++,
                            BruteForce.name(
                                    log.lifecycleNames(), log.lifecycles().at(i)));
                    insert.setLong(at++, log.times()[i]);
                    insert.setString(
                            at++,
                            BruteForce.name(log.resourceNames(), log.resources().at(i)));
                    insert.setString(
                            at++, BruteForce.name(log.teamNames(), log.teams().at(i)));
                    insert.setString(
                            at++,
                            BruteForce.name(
                                    log.instanceNames().list(), log.instances().at(i)));
                    for (String name : RandomLog.ATTRIBUTES) {
                        Attribute attribute = log.attribute(name);
                        insert.setObject(at++, attribute == null ? null : attribute.value(attribute.perCase() ? c : i));
                    }
                    insert.execute();
                }
            }
        }
        connection.commit();
    }
}
