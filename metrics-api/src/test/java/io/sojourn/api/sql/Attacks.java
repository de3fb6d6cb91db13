package io.sojourn.api.sql;

import java.util.List;
import java.util.stream.Stream;

/** Texts that must not run, as seen in reports about SQL gateways and in DuckDB's own documentation. */
final class Attacks {
    private Attacks() {}

    /** Texts that no wall lets through. */
    static List<String> texts() {
        return Stream.of(statements(), files(), names(), hidden(), functions(), spelledAsInDuckDb())
                .flatMap(List::stream)
                .toList();
    }

    /** Statements that would change something. */
    static List<String> writes() {
        return statements();
    }

    /** Texts that would read a file. */
    static List<String> reads() {
        return files();
    }

    private static List<String> statements() {
        return List.of(
                "insert into events select * from events",
                "delete from events",
                "update events set activity = 'x'",
                "drop table events",
                "create table t as select 1",
                "create temp table t as select 1",
                "create temp macro md5(x) as x",
                "create view v as select 1",
                "attach ':memory:' as m",
                "detach memory",
                "copy events to '/tmp/x.csv'",
                "export database '/tmp/x'",
                "import database '/tmp/x'",
                "install httpfs",
                "load httpfs",
                "set memory_limit = '10GB'",
                "reset memory_limit",
                "set variable x = 1",
                "pragma enable_profiling",
                "pragma database_list",
                "prepare p as select 1",
                "execute p",
                "checkpoint",
                "vacuum",
                "begin",
                "use memory",
                "call enable_logging()",
                "call pragma_storage_info('events')",
                "explain select 1",
                "describe events",
                "summarize events",
                "show tables",
                "select 1; select 2",
                "select 1; drop table events",
                "with t as (insert into events select * from events returning *) select * from t",
                "with t as (delete from events returning *) select * from t");
    }

    private static List<String> files() {
        return List.of(
                "select * from 'x.csv'",
                "select * from \"x.parquet\"",
                "select * from '/etc/passwd'",
                "select * from 'https://example.org/x.parquet'",
                "select * from read_csv('/etc/passwd')",
                "select * from read_csv_auto('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from read_blob('/etc/passwd')",
                "select * from read_json('/etc/passwd')",
                "select * from read_parquet('/etc/passwd')",
                "select * from parquet_metadata('x')",
                "select * from sniff_csv('/etc/passwd')",
                "select * from glob('/*')",
                "select * from table(read_text('/etc/passwd'))",
                "select (select content from read_text('/etc/passwd'))");
    }

    private static List<String> names() {
        return List.of(
                "select * from secret_salary",
                "select * from main.secret_salary",
                "select * from memory.main.secret_salary",
                "select * from information_schema.tables",
                "select * from information_schema.columns",
                "select * from pg_catalog.pg_tables",
                "select * from sqlite_master",
                "select * from duckdb_tables",
                "select * from main.events",
                "select * from events at (version => 1)",
                "with events as (select * from secret_salary) select * from events",
                "with events as (select 1 as x) select * from events",
                "select * from (with t as (select 1 as a) select * from t) x, t",
                "table secret_salary",
                "from secret_salary",
                "select * from events positional join cases",
                "select * from events tablesample 10 percent",
                "select * from events using sample 10");
    }

    private static List<String> hidden() {
        return List.of(
                "select case_id from events order by (select x from secret_salary)",
                "select case_id from events limit (select x from secret_salary)",
                "select count(*) filter (where exists (select x from secret_salary)) from events",
                "select sum(sequence) over (partition by (select x from secret_salary)) from events",
                "select case_id, count(*) from events group by grouping sets ((case_id, (select x from secret_salary)))",
                "select distinct on ((select x from secret_salary)) case_id from events",
                "select * replace ((select x from secret_salary) as case_id) from events",
                "select list_transform([1], lambda y: (select x from secret_salary))",
                "values ((select x from secret_salary))",
                "select unnest((select list(x) from secret_salary))",
                "select case_id from events union all select x from secret_salary",
                "select case_id from events where exists (select 1 from secret_salary)",
                "select case_id from events where sequence in (select x from secret_salary)",
                "select case when true then (select x from secret_salary) end from events",
                "select e.case_id from events e join secret_salary s on true",
                "select * from events, lateral (select x from secret_salary) q",
                "select columns('.*') from events",
                "select $1",
                "select ?");
    }

    private static List<String> functions() {
        return List.of(
                "select * from query('select 1')",
                "select * from query_table('secret_salary')",
                "select * from json_execute_serialized_sql('{}')",
                "select * from duckdb_settings()",
                "select * from duckdb_databases()",
                "select * from duckdb_secrets()",
                "select * from pragma_storage_info('events')",
                "select * from range(1000000000000)",
                "select * from generate_series(1, 1000000000000)",
                "select len(range(1000000000))",
                "select unnest(range(1000000000))",
                "select repeat('x', 2000000000)",
                "select lpad('x', 2000000000, 'y')",
                "select rpad('x', 2000000000, 'y')",
                "select printf('%1000000000d', 1)",
                "select format('{:1000000000}', 1)",
                "select sleep_ms(20000)",
                "select getenv('HOME')",
                "select current_setting('temp_directory')",
                "select getvariable('x')",
                "select setseed(0.1)",
                "select nextval('s')",
                "select write_log('x')",
                "select error('x')",
                "select txid_current()",
                "select random()",
                "select now()",
                "select version()",
                "select current_user",
                "select current_database()",
                "select pg_catalog.now()",
                "select main.count(*) from events",
                "select regexp_replace('a', 'b', 'c')");
    }

    /** With what the own parser reads beyond the standard. */
    private static List<String> spelledAsInDuckDb() {
        return List.of(
                "select 1 // (select x from secret_salary)",
                "from secret_salary select x",
                "from events select (select x from secret_salary)",
                "from (from secret_salary)",
                "from events, secret_salary",
                "select 1 -- \n // 2\n from secret_salary",
                "select e.case_id from events e asof join secret_salary s on e.sequence = s.x and e.sequence >= s.x",
                "select e.case_id from events e asof left join cases c on e.case_id = c.case_id and e.time >="
                        + " (select x from secret_salary)",
                "select * from (select x from secret_salary) pivot (count(*) for x in (4711))",
                "select * from events pivot (max((select x from secret_salary)) for activity in ('a'))",
                "select distinct on (case_id) (select x from secret_salary) from events",
                "select [1, (select x from secret_salary)]",
                "select [1][(select x from secret_salary)]",
                "select list_transform([1], lambda y: y + (select max(x) from secret_salary))",
                "select list_filter([1], lambda y: y in (select x from secret_salary))",
                "select list_transform([1], lambda y: sleep_ms(1000))",
                "select '{}'->(select x from secret_salary)",
                "select (select x from secret_salary)::varchar",
                "select list(case_id order by (select x from secret_salary)) from events",
                "select * from events, lateral (select x from secret_salary where x = sequence) q",
                "select case_id, (select x from secret_salary) as y from events group by all",
                "select x from unnest((select list(x) from secret_salary)) as t(x)",
                "select * exclude (case_id) from secret_salary",
                "select * from events, unnest(range(1000000000)) as t(x)",
                "select unnest(generate_series(1, sequence, 1)) from events",
                "select unnest(bounded_series(1, sequence, 1)) from events",
                "select len(bounded_series(1, (select 1000000000), 1))",
                "select generate_series(1, (select max(sequence) from events), 1)",
                "select * from sojourn_steps()",
                "select sojourn_worked(1, 1)",
                "select * from main.variant()",
                "select * from temp.main.variant()",
                "select * from temp.queue_now",
                "select * from kept.calendars",
                "select * from kept.data_time",
                "with queue_now as (select 1 as x) select * from queue_now",
                "select * from variant() as v, secret_salary",
                "select * from conforms((select list(x) from secret_salary))",
                "select * from throughput((select max(x)::varchar from secret_salary), null)",
                "pivot events on activity using count(*)",
                "select working_time(time, time, (select x::varchar from secret_salary)) from events",
                "select cast('x' as secret_type)",
                "select 'events'::regclass",
                "select interval '1 day; drop table events'",
                "select $$x$$::varchar");
    }

    /** Texts about the reading of the text itself; harmless to DuckDB, refused by the first wall. */
    static List<String> spellings() {
        return List.of(
                "",
                "   ",
                "-- nothing",
                "select /*+ hint */ 1",
                "select /* /* nested */ */ 1",
                "select 'open",
                "select \"open",
                "select /* open",
                "select $$text$$",
                "select E'\\x41'",
                "select e'\\''",
                "select U&'\\0041'",
                "select _utf8'a'",
                "select \u2018a\u2019",
                "select \u037e",
                "select 'a\0b'",
                "select 1\0",
                "select \ud83d\ude00",
                "s\u0435lect 1",
                "select " + "(".repeat(5_000) + "1" + ")".repeat(5_000),
                "select 1" + " + 1".repeat(50_000),
                "select '" + "x".repeat(65_536) + "'",
                "select " + "case when true then ".repeat(3_000),
                "select " + "not ".repeat(6_000) + "true",
                "select 1" + " union all select 1".repeat(3_000));
    }
}
