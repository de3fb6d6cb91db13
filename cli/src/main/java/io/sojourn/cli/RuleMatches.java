package io.sojourn.cli;

import io.sojourn.definition.CaseColumn;
import io.sojourn.definition.CompiledDefinition;
import io.sojourn.definition.Expression;
import io.sojourn.definition.Measure;
import io.sojourn.definition.ProcessDefinition;
import io.sojourn.definition.QueueRule;
import io.sojourn.definition.SlaRule;
import io.sojourn.definition.expression.ExpressionProgram;
import io.sojourn.definition.expression.ExpressionPrograms;
import io.sojourn.event.Event;
import io.sojourn.event.EventColumns;
import io.sojourn.event.Operation;
import io.sojourn.mining.format.EventMapper;
import io.sojourn.mining.format.LogFile;
import io.sojourn.mining.format.LogRow;
import io.sojourn.mining.format.RejectedRow;
import io.sojourn.mining.format.RowHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many events of a log each condition of a definition matches, and which activities match none of them. Each event
 * is looked at with its own values and, as the rules do, with its case's attributes carried forward in the file's order.
 */
final class RuleMatches implements RowHandler {
    private final List<Expression> rules = new ArrayList<>();
    private final long[] matches;
    private final ExpressionProgram program;
    private final EventMapper mapper;
    private final Map<String, Object[]> carried = new HashMap<>();
    private final Map<String, Long> unmatched = new TreeMap<>();
    private long events;
    private long unmatchedEvents;
    private long rejected;
    private String firstRejection;

    private RuleMatches(CompiledDefinition compiled, LogFile log) {
        collect(compiled.definition());
        matches = new long[rules.size()];
        program = ExpressionPrograms.load(compiled.expressions());
        mapper = new EventMapper(compiled.definition(), log.source());
    }

    static RuleMatches of(CompiledDefinition compiled, LogFile log) {
        RuleMatches matches = new RuleMatches(compiled, log);
        log.read(matches);
        return matches;
    }

    private void collect(ProcessDefinition d) {
        add(d.close());
        for (CaseColumn c : d.caseColumns()) {
            add(c.of());
        }
        for (QueueRule q : d.queues()) {
            add(q.enter());
            add(q.leave());
        }
        if (d.exceptions() != null) {
            add(d.exceptions().when());
        }
        for (SlaRule s : d.slas()) {
            add(s.start());
            add(s.stop());
            add(s.pause());
            add(s.resume());
            add(s.extendWhen());
        }
        d.measures().forEach(this::collect);
    }

    private void collect(Measure m) {
        if (m instanceof Measure.Share s && !s.perCase()) {
            add(s.of());
            add(s.share());
        } else if (m instanceof Measure.Count c && !c.perCase()) {
            add(c.count());
        } else if (m instanceof Measure.Average a) {
            add(a.of());
        } else if (m instanceof Measure.Duration d) {
            add(d.from());
            add(d.to());
        }
    }

    private void add(Expression e) {
        if (e != null) {
            rules.add(e);
        }
    }

    @Override
    public void row(LogRow row) {
        mapper.map(row, this::event, this::rejected);
    }

    @Override
    public void rejected(RejectedRow r) {
        rejected++;
        firstRejection = firstRejection == null ? r.message() : firstRejection;
    }

    private void event(Event e) {
        if (e.operation() != Operation.APPEND) {
            return;
        }
        events++;
        Object[] row = EventColumns.row(e);
        Object[] before = carried.computeIfAbsent(e.caseId(), k -> new Object[row.length]);
        for (int i = EventColumns.FIRST_ATTRIBUTE; i < row.length; i++) {
            before[i] = row[i] = row[i] == null ? before[i] : row[i];
        }
        boolean any = false;
        for (int i = 0; i < matches.length; i++) {
            if (program.isTrue(rules.get(i).index(), row)) {
                matches[i]++;
                any = true;
            }
        }
        if (!any) {
            unmatchedEvents++;
            unmatched.merge(e.activity() + " (" + e.lifecycle() + ")", 1L, Long::sum);
        }
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "%n%,d events; each rule with the events that it matches:%n", events));
        for (int i = 0; i < matches.length; i++) {
            Expression e = rules.get(i);
            out.append(String.format(
                    Locale.ROOT,
                    "%,12d  %-40s %s%s%n",
                    matches[i],
                    e.path(),
                    shortened(e.text()),
                    matches[i] == 0 ? "   <- none" : ""));
        }
        if (unmatchedEvents == 0) {
            out.append("Every event matches some rule.\n");
        } else {
            out.append(String.format(Locale.ROOT, "%,d events match no rule:%n", unmatchedEvents));
            unmatched.forEach((what, n) -> out.append(String.format(Locale.ROOT, "%,12d  %s%n", n, what)));
        }
        if (rejected > 0) {
            out.append(String.format(Locale.ROOT, "%,d rows can't be read; the first: %s%n", rejected, firstRejection));
        }
        return out.toString();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 70 ? line.substring(0, 69) + "…" : line;
    }
}
