package io.sojourn.mining.facts;

import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.RelationRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.event.Column;
import io.sojourn.event.Event;
import io.sojourn.event.EventColumns;
import io.sojourn.event.Operation;
import io.sojourn.fact.FactTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules once more, event by event and slow: the measure of the batch engine. */
final class Twin {
    private final ProcessDefinition definition;
    private final Map<Integer, Function<Map<String, Object>, Object>> expressions;
    private final Map<String, WorkCalendar> calendars;
    private final long asOf;
    private final Map<FactTable, List<List<Object>>> tables = new EnumMap<>(FactTable.class);
    private final TwinSums measurePanes;
    private final TwinSums queuePanes;
    /** Ages of open stays and their enters by queue and dimensions. */
    private final Map<String, List<Long>> ages = new TreeMap<>();

    private final Map<String, List<Object>> ageKeys = new TreeMap<>();

    Twin(
            ProcessDefinition definition,
            Map<Integer, Function<Map<String, Object>, Object>> expressions,
            Map<String, WorkCalendar> calendars,
            long asOf) {
        this.definition = definition;
        this.expressions = expressions;
        this.calendars = calendars;
        this.asOf = asOf;
        this.measurePanes = new TwinSums(definition);
        this.queuePanes = new TwinSums(definition);
    }

    Map<FactTable, List<List<Object>>> facts(List<Event> events) {
        for (FactTable table : FactTable.values()) {
            if (table.isDerived()) {
                tables.put(table, new ArrayList<>());
            }
        }
        Map<String, List<Event>> cases =
                events.stream().collect(Collectors.groupingBy(Event::caseId, TreeMap::new, Collectors.toList()));
        for (List<Event> ofCase : cases.values()) {
            for (TwinEpisode episode : episodes(rows(effective(ofCase)))) {
                derive(episode);
            }
        }
        tables.put(FactTable.MEASURE_PANES, measurePanes.rows());
        tables.put(FactTable.QUEUE_PANES, queuePanes.rows());
        ages.forEach((key, list) -> aging(ageKeys.get(key), list));
        return tables;
    }

    private static List<Event> effective(List<Event> ofCase) {
        List<Event> effective = new ArrayList<>();
        for (Event e : ofCase) {
            if (e.operation() != Operation.APPEND) {
                continue;
            }
            Event best = null;
            for (Event c : ofCase) {
                boolean aboutIt = c.operation() != Operation.APPEND
                        && c.source().equals(e.source())
                        && c.corrects().equals(e.eventId());
                if (aboutIt && (best == null || c.version() > best.version())) {
                    best = c;
                }
            }
            if (best == null) {
                effective.add(e);
            } else if (best.operation() == Operation.CORRECT) {
                effective.add(e.correctedBy(best));
            }
        }
        effective.sort(Event.ORDER.thenComparing(Event::eventId));
        return effective;
    }

    private List<TwinEpisode.Row> rows(List<Event> events) {
        List<Column> columns = definition.eventColumns();
        Object[] carried = new Object[columns.size()];
        List<TwinEpisode.Row> rows = new ArrayList<>();
        for (Event e : events) {
            Object[] own = EventColumns.row(e);
            Map<String, Object> values = new HashMap<>();
            for (int i = 0; i < own.length; i++) {
                carried[i] = own[i] == null ? carried[i] : own[i];
                values.put(columns.get(i).name(), i < EventColumns.FIRST_ATTRIBUTE ? own[i] : carried[i]);
            }
            List<Object> dimensions = new ArrayList<>();
            for (int i : definition.dimensionColumns()) {
                dimensions.add(carried[i] == null ? FactTable.NONE : carried[i]);
            }
            rows.add(new TwinEpisode.Row(e, values, dimensions, expressions));
        }
        return rows;
    }

    private List<TwinEpisode> episodes(List<TwinEpisode.Row> rows) {
        List<TwinEpisode> episodes = new ArrayList<>();
        List<TwinEpisode.Row> current = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            TwinEpisode.Row row = rows.get(i);
            current.add(row);
            boolean isLast = i == rows.size() - 1;
            long next = isLast ? asOf : rows.get(i + 1).time();
            Long closedAt = null;
            String closedBy = null;
            if (row.is(definition.close())) {
                closedAt = row.time();
                closedBy = "rule";
            } else if (definition.closeAfterMicros() != null && next - row.time() >= definition.closeAfterMicros()) {
                closedAt = row.time() + definition.closeAfterMicros();
                closedBy = "silence";
            }
            if (closedAt != null || isLast) {
                episodes.add(new TwinEpisode(
                        row.event().caseId(), episodes.size() + 1, List.copyOf(current), closedAt, closedBy));
                current.clear();
            }
        }
        return episodes;
    }

    private void derive(TwinEpisode episode) {
        long reEnters = 0;
        long strayLeaves = 0;
        for (QueueRule rule : definition.queues()) {
            TwinQueue queue = new TwinQueue(rule, episode);
            stays(queue, episode);
            reEnters += queue.reEnters;
            strayLeaves += queue.strayLeaves;
        }
        for (SlaRule rule : definition.slas()) {
            clocks(rule, episode);
        }
        TwinWork work = new TwinWork(episode, definition.handoffs());
        work(work, episode);
        long exceptions = exceptions(episode);
        relations(episode);
        definition.measures().forEach(m -> measure(m, episode));
        caseRow(episode, work, exceptions, reEnters, strayLeaves);
    }

    private void add(FactTable table, TwinEpisode episode, List<Object> dimensions, Object... values) {
        List<Object> row = new ArrayList<>(List.of("p", 1L, episode.caseId(), episode.number()));
        row.addAll(Arrays.asList(values));
        row.addAll(dimensions);
        tables.get(table).add(row);
    }

    private void stays(TwinQueue queue, TwinEpisode episode) {
        long ordinal = 0;
        String name = queue.rule.name();
        for (TwinQueue.Stay stay : queue.stays) {
            List<Object> dimensions = stay.entered.dimensions();
            add(
                    FactTable.STAYS,
                    episode,
                    dimensions,
                    name,
                    ++ordinal,
                    stay.entered.event().instance(),
                    stay.entered.time(),
                    stay.leftAt,
                    stay.endedBy);
            queuePanes.add(name, stay.entered.time(), dimensions, definition.dimensions(), 1, 0);
            if (stay.leftAt != null) {
                queuePanes.add(name, stay.leftAt, dimensions, definition.dimensions(), 0, 1);
            } else {
                List<Object> key = new ArrayList<>(List.of(name));
                key.addAll(dimensions);
                ageKeys.put(key.toString(), key);
                ages.computeIfAbsent(key.toString(), k -> new ArrayList<>()).add(asOf - stay.entered.time());
            }
        }
    }

    private void aging(List<Object> key, List<Long> list) {
        list.sort(Comparator.naturalOrder());
        List<Long> bounds = definition.queues().stream()
                .filter(q -> q.name().equals(key.get(0)))
                .findFirst()
                .orElseThrow()
                .agesMicros();
        long[] bands = new long[bounds.size() + 1];
        for (long age : list) {
            int band = 0;
            while (band < bounds.size() && age >= bounds.get(band)) {
                band++;
            }
            bands[band]++;
        }
        List<Object> row = new ArrayList<>(List.of("p", 1L));
        row.addAll(key);
        row.add(asOf);
        row.add((long) list.size());
        row.add(asOf - list.get(list.size() - 1));
        row.add(list.stream().mapToLong(age -> age / 1_000_000).sum());
        for (double p : new double[] {0.5, 0.9, 0.95}) {
            row.add(list.get((int) Math.ceil(p * list.size() - 1e-9) - 1));
        }
        row.add(Arrays.stream(bands).mapToObj(Long::toString).collect(Collectors.joining(",")));
        tables.get(FactTable.QUEUE_AGING).add(row);
    }

    private void clocks(SlaRule rule, TwinEpisode episode) {
        long ordinal = 0;
        for (TwinClock c : TwinClock.of(rule, calendars.get(rule.calendar()), definition.zone(), episode, asOf)) {
            add(
                    FactTable.SLA_CLOCKS,
                    episode,
                    c.started.dimensions(),
                    rule.name(),
                    ++ordinal,
                    c.started.time(),
                    c.limit,
                    c.atRiskAt,
                    c.dueAt,
                    c.stoppedAt,
                    c.state);
            if (c.state.equals("met") || c.state.equals("breached")) {
                long breached = c.state.equals("breached") ? 1 : 0;
                String name = "sla:" + rule.name();
                measurePanes.add(name, c.dueAt, c.started.dimensions(), definition.dimensions(), breached, 1);
            }
        }
    }

    private void work(TwinWork work, TwinEpisode episode) {
        for (TwinWork.Instance i : work.instances) {
            add(
                    FactTable.ACTIVITY_INSTANCES,
                    episode,
                    i.first.dimensions(),
                    i.ordinal,
                    i.activity(),
                    i.first.event().instance(),
                    i.first.time(),
                    i.completedAt,
                    i.resource,
                    i.kind,
                    i.team);
        }
        for (TwinWork.Handoff h : work.handoffs) {
            add(
                    FactTable.HANDOFFS,
                    episode,
                    h.to().first.dimensions(),
                    h.to().ordinal,
                    h.from().ordinal,
                    h.from().activity(),
                    h.to().activity(),
                    h.fromParty(),
                    h.toParty(),
                    h.from().completedAt,
                    h.to().first.time(),
                    h.to().first.time() - h.from().completedAt);
        }
    }

    private long exceptions(TwinEpisode episode) {
        long ordinal = 0;
        for (TwinEpisode.Row row : episode.rows()) {
            if (definition.exceptions() != null
                    && row.is(definition.exceptions().when())) {
                add(
                        FactTable.EXCEPTIONS,
                        episode,
                        row.dimensions(),
                        ++ordinal,
                        row.time(),
                        row.event().eventId(),
                        row.event().activity(),
                        row.value(definition.exceptions().category()),
                        row.event().reason());
            }
        }
        return ordinal;
    }

    /** Read by a pattern, where the product splits. */
    private void relations(TwinEpisode episode) {
        Set<List<String>> named = new HashSet<>();
        for (TwinEpisode.Row row : episode.rows()) {
            String text = row.event().related() == null ? "" : row.event().related();
            Matcher item = Pattern.compile("(?:([^: ]+):)?([^ ]+)").matcher(text);
            while (item.find()) {
                String relation = item.group(1);
                String other = item.group(2).replace("%20", " ").replace("%25", "%");
                if (named.add(Arrays.asList(relation, other))) {
                    String process = null;
                    for (RelationRule r : definition.relations()) {
                        boolean only =
                                relation == null && definition.relations().size() == 1;
                        process = only || r.name().equals(relation) ? r.process() : process;
                    }
                    long ordinal = named.size();
                    add(FactTable.CASE_RELATIONS, episode, List.of(), ordinal, relation, process, other, row.time());
                }
            }
        }
    }

    private void measure(Measure measure, TwinEpisode episode) {
        for (TwinEpisode.Row row : episode.rows()) {
            if (measure instanceof Measure.Share m && !m.perCase() && row.isOrAbsent(m.of())) {
                measurePanes.add(m.name(), row.time(), row.dimensions(), m.by(), row.is(m.share()) ? 1 : 0, 1);
            } else if (measure instanceof Measure.Count m && !m.perCase() && row.is(m.count())) {
                measurePanes.add(m.name(), row.time(), row.dimensions(), m.by(), 1, 1);
            } else if (measure instanceof Measure.Average m && row.isOrAbsent(m.of())) {
                Object value = row.value(m.average());
                if (value != null && Math.abs(((Number) value).doubleValue()) < 9e9) {
                    long millionths = (long) Math.floor(((Number) value).doubleValue() * 1e6 + 0.5);
                    measurePanes.add(m.name(), row.time(), row.dimensions(), m.by(), millionths, 1);
                }
            }
        }
        if (measure instanceof Measure.Duration m) {
            durations(m, episode);
        }
    }

    private void durations(Measure.Duration m, TwinEpisode episode) {
        long ordinal = 0;
        List<TwinEpisode.Row> rows = episode.rows();
        for (int i = 0; i < rows.size(); i++) {
            TwinEpisode.Row from = rows.get(i);
            if (!from.is(m.from())) {
                continue;
            }
            TwinEpisode.Row to = rows.subList(i + 1, rows.size()).stream()
                    .filter(r -> r.is(m.to()))
                    .findFirst()
                    .orElse(null);
            if (to == null) {
                add(FactTable.DURATIONS, episode, from.dimensions(), m.name(), ++ordinal, from.time(), null, null);
            } else {
                long micros = to.time() - from.time();
                add(FactTable.DURATIONS, episode, to.dimensions(), m.name(), ++ordinal, from.time(), to.time(), micros);
                measurePanes.add(m.name(), to.time(), to.dimensions(), m.by(), micros, 1);
            }
        }
    }

    private void caseRow(TwinEpisode episode, TwinWork work, long exceptions, long reEnters, long strayLeaves) {
        List<TwinEpisode.Row> rows = episode.rows();
        long ties = 0;
        for (int i = 1; i < rows.size(); i++) {
            ties += rows.get(i).time() == rows.get(i - 1).time() ? 1 : 0;
        }
        long cycle = episode.last().time() - rows.get(0).time();
        long touches =
                work.instances.stream().filter(TwinWork.Instance::isTouch).count();
        long open = work.instances.stream().filter(i -> i.completedAt == null).count();
        long instant = work.instances.stream().filter(i -> i.instant).count();
        Map<String, Object> seen = new HashMap<>();
        seen.put("events", (long) rows.size());
        seen.put("touches", touches);
        seen.put("rework", work.rework);
        seen.put("handoffs", (long) work.handoffs.size());
        seen.put("exceptions", exceptions);
        seen.put("reopened", episode.number() > 1 ? 1L : 0L);
        seen.put("cycle_time", cycle / 3.6e9);
        List<Object> tail = new ArrayList<>();
        for (CaseColumn c : definition.caseColumns()) {
            long times = rows.stream().filter(r -> r.is(c.of())).count();
            Object value = c.kind() == CaseColumn.Kind.ANY ? (Object) (times > 0) : (Object) times;
            tail.add(value);
            seen.put(c.name(), value);
        }
        for (int i = 0; i < definition.dimensions().size(); i++) {
            seen.put(definition.dimensions().get(i), episode.last().dimensions().get(i));
        }
        tail.addAll(episode.last().dimensions());
        add(
                FactTable.CASES,
                episode,
                tail,
                rows.get(0).time(),
                episode.last().time(),
                episode.closedAt(),
                episode.closedBy(),
                (long) rows.size(),
                touches,
                work.rework,
                (long) work.handoffs.size(),
                exceptions,
                episode.number() > 1 ? 1L : 0L,
                cycle,
                reEnters,
                strayLeaves,
                open,
                instant,
                work.partyless,
                ties);
        if (episode.closedAt() != null) {
            perCase(episode, seen);
        }
    }

    private void perCase(TwinEpisode episode, Map<String, Object> seen) {
        TwinEpisode.Row row =
                new TwinEpisode.Row(episode.last().event(), seen, episode.last().dimensions(), expressions);
        for (Measure measure : definition.measures()) {
            if (measure instanceof Measure.Share m && m.perCase() && row.isOrAbsent(m.of())) {
                measurePanes.add(m.name(), episode.closedAt(), row.dimensions(), m.by(), row.is(m.share()) ? 1 : 0, 1);
            } else if (measure instanceof Measure.Count m && m.perCase() && row.is(m.count())) {
                measurePanes.add(m.name(), episode.closedAt(), row.dimensions(), m.by(), 1, 1);
            }
        }
    }

    /** The instant that text such as {@code 2026-01-06T00:00:00Z} names. */
    static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000;
    }
}
