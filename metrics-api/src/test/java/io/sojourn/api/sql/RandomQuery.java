package io.sojourn.api.sql;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A random query: typed expressions over a few tables, in DuckDB's spellings. A function of its generator. */
final class RandomQuery {
    private static final List<String> NUMBERS = List.of("sequence", "revision", "version");
    private static final List<String> TEXTS = List.of("activity", "team", "resource", "urgency", "outcome", "case_id");
    private static final List<String> TIMES = List.of("time");

    private final SplittableRandom random;

    RandomQuery(SplittableRandom random) {
        this.random = random;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String query() {
        String query =
                switch (random.nextInt(7)) {
                    case 0 -> grouped();
                    case 1 -> windowed();
                    case 2 -> "with c as (" + plain() + ") select count(*) as n, count(a0) as k from c";
                    case 3 -> plain() + " union all " + plain();
                    case 4 -> "from events select " + items() + where() + " order by 1, 2, 3";
                    case 5 -> joined();
                    default -> plain();
                };
        return chance(10) ? "select * from (" + query + ") as q" : query;
    }

    /** Three columns: a number, a text, a truth. */
    private String items() {
        return number(2) + " as a0, " + text(2) + " as a1, " + truth(2) + " as a2";
    }

    private String plain() {
        return "select " + items() + " from events" + where();
    }

    private String where() {
        return chance(60) ? " where " + truth(3) : "";
    }

    private String grouped() {
        String key = one(List.of(text(1), number(1), "time::date", truth(1)));
        String having = chance(30) ? " having count(*) > " + random.nextInt(5) : "";
        String filter = chance(40) ? " filter (where " + truth(1) + ")" : "";
        String by = chance(50) ? "all" : "1";
        return "select " + key + " as k, count(*)" + filter + " as n, sum(" + number(1) + ") as s, string_agg("
                + one(TEXTS) + ", '|' order by time, event_id) as t, list(" + number(1)
                + " order by time, event_id)[1] as l from events" + where() + " group by " + by + having;
    }

    private String windowed() {
        String window = "(partition by " + one(TEXTS) + " order by time, event_id"
                + one(List.of("", " rows between 2 preceding and current row")) + ")";
        return "select event_id, sum(" + number(1) + ") over " + window + " as s, lag(" + text(1)
                + ") over (order by time, event_id) as l from events qualify row_number() over " + "(partition by "
                + one(TEXTS) + " order by time desc, event_id) <= " + (1 + random.nextInt(3));
    }

    private String joined() {
        String join = one(List.of("join", "left join", "full join"));
        return "select e.event_id, c.rework, " + "e.sequence // " + (1 + random.nextInt(5)) + " as d from events e "
                + join
                + " cases c on e.case_id = c.case_id and c.rework > " + random.nextInt(3)
                + (chance(50)
                        ? " where exists (select 1 from stays s where s.case_id = e.case_id and " + "s.left_at is null)"
                        : "");
    }

    private String number(int depth) {
        if (depth == 0) {
            return chance(50) ? one(NUMBERS) : Integer.toString(random.nextInt(20) - 5);
        }
        String a = number(depth - 1);
        return switch (random.nextInt(10)) {
            case 0 -> a + " + " + number(depth - 1);
            case 1 -> a + " - " + number(depth - 1);
            case 2 -> "(" + a + ") * " + number(0);
            case 3 -> a + " // " + (1 + random.nextInt(9));
            case 4 -> a + "::" + one(List.of("int", "bigint", "double"));
            case 5 -> "case when " + truth(depth - 1) + " then " + a + " else " + number(0) + " end";
            case 6 -> "coalesce(nullif(" + a + ", 3), 7)";
            case 7 -> "len([" + list(depth - 1) + "])";
            case 8 ->
                "date_diff('" + one(List.of("hour", "day", "minute")) + "', timestamp '2026-01-01', " + time() + ")";
            default -> a + " % " + (2 + random.nextInt(7));
        };
    }

    private String list(int depth) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> number(depth))
                .collect(Collectors.joining(", "));
    }

    private String text(int depth) {
        if (depth == 0) {
            return chance(70) ? one(TEXTS) : one(List.of("'a'", "''", "'it''s'", "'-- x'", "'//'", "'::int'"));
        }
        String a = text(depth - 1);
        return switch (random.nextInt(7)) {
            case 0 -> a + " || " + text(0);
            case 1 -> "upper(" + a + ")";
            case 2 -> "coalesce(" + a + ", '?')";
            case 3 -> "(" + number(depth - 1) + ")::varchar";
            case 4 -> "array_to_string(list_transform(string_split(" + a + ", 'E'), lambda x: x || '.'), '+')";
            case 5 -> "case when " + truth(0) + " then " + a + " end";
            default -> "left(" + a + ", " + (1 + random.nextInt(4)) + ")";
        };
    }

    private String time() {
        return one(TIMES)
                + one(List.of(
                        "",
                        " + interval '1 day 2 hours'",
                        " - interval 3 hour",
                        " + interval '100' minute",
                        " + interval '2 weeks'"));
    }

    private String truth(int depth) {
        if (depth == 0) {
            return one(TEXTS)
                    + one(List.of(" is null", " = 'team1'", " like '%E%'", " ilike '%d%'", " in ('r1', 'DENIED')"));
        }
        return switch (random.nextInt(7)) {
            case 0 -> "(" + truth(depth - 1) + " or " + truth(depth - 1) + ")";
            case 1 -> truth(depth - 1) + " and " + truth(depth - 1);
            case 2 -> "not (" + truth(depth - 1) + ")";
            case 3 -> number(depth - 1) + one(List.of(" > ", " <= ", " <> ", " = ")) + number(depth - 1);
            case 4 -> time() + " >= timestamp '2026-01-0" + (1 + random.nextInt(9)) + " 10:00:00'";
            case 5 -> number(1) + " between " + number(0) + " and " + number(0);
            default -> "(" + time() + ")::date = '2026-01-0" + (5 + random.nextInt(4)) + "'::date";
        };
    }
}
