-- Queries of analysts over the public tables: a.. are those of a process analyst's first weeks, b.. go over every table and every
-- process operator. Each has a name and a sentence; each gives the same rows through the gateway as run natively.
-- a01 case-durations: How many cases there are, and their median and 90th percentile in minutes.
with c as (select case_id, min(time) as t0, max(time) as t1 from events group by case_id) select count(*) as n, median(date_diff('minute', t0, t1)) as med, quantile_cont(date_diff('minute', t0, t1), 0.9) as p90 from c;
-- a02 arcs: Which activity follows which, how often, and after how many seconds.
select activity as src, nxt as dst, count(*) as freq, avg(date_diff('second', time, nxt_ts)) as avg_s from (select case_id, activity, time, lead(activity) over w as nxt, lead(time) over w as nxt_ts from events window w as (partition by case_id order by time, event_id)) where nxt is not null group by 1,2 order by freq desc, src, dst limit 20;
-- a03 last-event: The last event of each case.
select case_id, activity, time from events qualify row_number() over (partition by case_id order by time desc, activity) = 1 order by case_id limit 50;
-- a04 arrivals-per-hour: Submissions and decisions per hour and team.
select date_trunc('hour', time) as h, team, count(*) filter (where activity = 'SUBMITTED') as arrivals, count(*) filter (where activity = 'DECIDED') as decisions from events group by 1, 2 order by 1, 2 limit 100;
-- a05 cases-since: Cases of each team since a day, and the sum of a number.
select team, count(distinct case_id) filter (where time >= timestamp '2026-01-10 00:00:00') as cases, sum(sequence) as total from events group by team having count(*) > 10 order by team;
-- a06 grouping-sets: Counts by urgency and team, by urgency, and in all.
select urgency, team, count(*) as n, grouping(urgency) as g from events group by grouping sets ((urgency, team), (urgency), ()) order by 1, 2;
-- a07 json: Fields of the raw text of rejected events.
select raw->>'priority' as priority, raw->'ward'->>'name' as ward, json_extract_string(raw, '$.ward.name') as w2, count(*) as n from rejected_events group by 1, 2, 3 order by 1, 2;
-- a08 ilike: Activities that read alike, within a week.
select case_id, activity, time from events where activity ilike '%ev%' and time > timestamp '2026-01-19 00:00:00' - interval 7 day order by time, case_id limit 20;
-- a09 variants: The most frequent ways through.
select variant, count(*) as n from (select case_id, string_agg(activity, ' > ' order by time, event_id) as variant from events group by case_id) group by variant order by 2 desc, 1 limit 10;
-- a10 asof: The clock pane before each stay began.
select s.case_id, s.entered_at, q.arrivals from stays s asof join queue_panes q on s.queue = q.queue and s.payer_class = q.payer_class and s.entered_at >= q.pane order by s.entered_at, s.case_id limit 20;
-- a11 lateral: Events in the first eight hours of each clock.
select c.case_id, c.started_at, x.n from sla_clocks c, lateral (select count(*) as n from events e where e.case_id = c.case_id and e.time >= c.started_at and e.time < c.started_at + interval '8' hour) x order by 2, 1 limit 10;
-- a12 quantile-list: Quantiles of ages, approximate and as a list.
select queue, approx_quantile(p90_us, 0.95) as p95, quantile_cont(p90_us, [0.5, 0.9]) as qs from queue_aging group by queue order by queue;
-- a13 group-by-all: The last activity of each case, and its day.
select case_id, arg_max(activity, time) as last_activity, max(time)::date as d from events group by all order by case_id limit 10;
-- a14 spine: Events in each hour of a day, hours without any too.
with t as (select unnest(generate_series(timestamp '2026-01-05 00:00:00', timestamp '2026-01-06 00:00:00', interval 1 hour)) as h) select h, count(e.case_id) as n from t left join events e on e.time >= h and e.time < h + interval 1 hour group by h order by h;
-- a15 moving-average: Arrivals, averaged over the last hour.
select queue, pane, arrivals, avg(arrivals) over (partition by queue, payer_class order by pane range between interval 1 hour preceding and current row) as ma from queue_panes order by 1, 2, payer_class limit 20;
-- a16 star-exclude: All columns but some.
select * exclude (reason, related, instance) from events order by time, case_id, event_id limit 5;
-- a17 unnest-list: Each team that a case saw.
select t.team, count(*) as n from (select case_id, list(team) as teams from events group by case_id) c, unnest(c.teams) as t(team) group by 1 order by 1;
-- a18 exists: Submissions with a decision within an hour before or after.
select count(*) as n from events e where e.activity = 'SUBMITTED' and exists (select 1 from events e2 where e2.case_id = e.case_id and e2.activity = 'DECIDED' and e2.time < e.time + interval '1' hour);
-- a19 pivot: A column for each team.
select * from (select urgency, team, sequence from events) pivot (sum(sequence) for team in ('team0', 'team1', 'team2')) order by urgency;
-- a20 buckets: Cases by length.
select payer_class, case when cycle_time_us < 3600000000 then 'to 1 h' when cycle_time_us < 86400000000 then 'to 1 d' else 'over 1 d' end as bucket, count(*) as n from cases group by 1, 2 order by 1, 2;
-- a21 lambda: Teams of a case in upper case.
select case_id, list_transform(list(team order by time, event_id), lambda x: upper(x)) as t from events group by case_id order by case_id limit 3;
-- a22 percentile: The 90th percentile of the stays' lengths.
select queue, percentile_cont(0.9) within group (order by epoch_us(left_at) - epoch_us(entered_at)) as p from stays where left_at is not null group by queue order by queue;
-- a23 recursive: A sum by recursion.
with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select sum(n) as s from r;
-- a24 weekdays: Events by weekday and hour.
select dayname(time) as dn, strftime(time, '%H') as hh, extract(dow from time) as dow, count(*) as n from events group by 1, 2, 3 order by 3, 2 limit 20;
-- a25 differences: Seconds before each activity.
select activity, avg(extract(epoch from (time - prev))) as s from (select activity, time, lag(time) over (partition by case_id order by time, event_id) as prev from events) where prev is not null group by activity order by activity;
-- a26 recent: Events of the last thirty days of the data, or of its last day.
select count(*) as n from events where time > as_of() - interval '30 days' or time::date = as_of()::date;
-- a27 distinct-on: The first activity of each case.
select distinct on (case_id) case_id, activity from events order by case_id, time, event_id limit 5;
-- a28 from-first: A query that begins with its table.
from events select team, count(*) as n group by team order by team;
-- a29 list: The path of each case as a list.
select case_id, list(activity order by time, event_id) as path, len(list(activity)) as k from events group by case_id order by case_id limit 5;
-- a30 whole-division: Division with and without a fraction.
select queue, sum(arrivals) / 7 as d, sum(arrivals) // 7 as di from queue_panes group by queue order by queue;
-- a31 union: Two counts, one below the other.
select team as k, count(*) as n from events where team in ('team0', 'team2') group by team union all select queue, sum(arrivals) from queue_panes group by queue order by 1, 2;
-- a32 time-bucket: Events per quarter of an hour.
select time_bucket(interval '15 minutes', time) as b, count(*) as n from events group by 1 order by 1 limit 10;
-- a33 shares: Each activity's share of its team's events, with its rank.
with d as (select team, activity, count(*) as n from events group by team, activity), t as (select team, sum(n) as tot from d group by team) select d.team, d.activity, round(100.0 * d.n / t.tot, 2) as pct, rank() over (partition by d.team order by d.n desc, d.activity) as rk from d join t using (team) order by 1, 4;
-- a34 subscript: The first team of a case, and a resource unless it is a certain one.
select teams[1] as first_team, coalesce(nullif(r, 'r1'), '?') as r, count(*) as n from (select case_id, list(team order by time, event_id) as teams, max(resource) as r from events group by case_id) group by 1, 2 order by 1, 2 limit 5;
-- b01 open-cases: Open cases by payer class.
select payer_class, count(*) as open from cases where closed_at is null group by payer_class order by open desc, payer_class;
-- b02 touches: Touches per case and what share had rework.
select avg(touches) as touches, count_if(rework > 0) * 1.0 / count(*) as reworked from cases;
-- b03 longest-cases: The ten longest cases.
select case_id, cycle_time_us / 3600000000.0 as hours from cases order by cycle_time_us desc nulls last, case_id limit 10;
-- b04 cases-by-day: Cases that began per day, with a running total.
select started_at::date as day, count(*) as n, sum(count(*)) over (order by started_at::date) as total from cases group by 1 order by 1 limit 15;
-- b05 closed-share: Closed cases of all, by class and in all.
select payer_class, count(closed_at) as closed, count(*) as n from cases group by rollup (payer_class) order by payer_class nulls last;
-- b06 stays-open: Who waits now, by queue and class.
select queue, payer_class, count(*) as waiting, min(entered_at) as since from stays where left_at is null group by all order by queue, payer_class;
-- b07 stay-lengths: Lengths of finished stays.
select queue, min(left_at - entered_at) as shortest, max(left_at - entered_at) as longest from stays where left_at is not null group by queue order by queue;
-- b08 stays-overlap: Pairs of stays of one class that began in the same minute.
select count(*) as n from stays a join stays b on a.payer_class = b.payer_class and a.case_id < b.case_id and date_trunc('minute', a.entered_at) = date_trunc('minute', b.entered_at);
-- b09 queue-flow: Arrivals and departures by hour, and what is left.
select date_trunc('hour', pane) as h, sum(arrivals) as came, sum(departures) as went, sum(sum(arrivals) - sum(departures)) over (order by date_trunc('hour', pane)) as inside from queue_panes group by 1 order by 1 limit 24;
-- b10 busiest-hour: The busiest hour of each day.
select distinct on (d) pane::date as d, date_trunc('hour', pane) as h, arrivals from queue_panes order by d, arrivals desc, pane, payer_class limit 10;
-- b11 queue-now: How long those wait who wait now.
select queue, count(*) as n, quantile_cont(waiting_us, [0.5, 0.9]) as us from queue_now group by queue order by queue;
-- b12 oldest-now: The five that wait longest.
from queue_now select case_id, queue, waiting_us // 60000000 as minutes order by waiting_us desc, case_id limit 5;
-- b13 sla-now: Clocks by their state now.
select sla, state, count(*) as n, min(left_us) as tightest from sla_now group by all order by sla, state;
-- b14 breached-now: Breached and still open, with the case's class.
select n.case_id, n.sla, c.payer_class, -n.left_us / 3600000000.0 as hours_over from sla_now n join cases c on c.case_id = n.case_id and c.episode = n.episode where n.state = 'breached' order by hours_over desc, n.case_id limit 10;
-- b15 breach-rate: Breaches of what was due, by class.
select sla, payer_class, count(*) filter (where state = 'breached') as breached, count(*) filter (where state in ('met', 'breached')) as due, count(*) filter (where state = 'breached') / count(*) filter (where state in ('met', 'breached')) as rate from sla_clocks group by sla, payer_class order by sla, payer_class;
-- b16 sla-margin: Hours between stop and due.
select sla, avg(epoch(due_at - stopped_at)) / 3600 as hours from sla_clocks where stopped_at is not null and due_at is not null group by sla order by sla;
-- b17 clocks-and-stays: Stays that began while a clock of the case ran.
select count(*) as n from stays s where exists (select 1 from sla_clocks c where c.case_id = s.case_id and s.entered_at between c.started_at and coalesce(c.stopped_at, s.entered_at));
-- b18 instances: How long activities take.
select activity, count(*) as n, median(epoch(completed_at - started_at)) as seconds from activity_instances where completed_at is not null group by activity order by activity;
-- b19 instance-kinds: Instances by kind of resource.
select resource_kind, count(*) as n, count(distinct resource) as resources from activity_instances group by resource_kind order by 1 nulls first;
-- b20 concurrent: Instances that were open at noon of a day.
select count(*) as n from activity_instances where started_at <= timestamp '2026-01-08 12:00:00' and (completed_at is null or completed_at > timestamp '2026-01-08 12:00:00');
-- b21 busy-resources: Who did most, with ranks.
select resource, count(*) as n, dense_rank() over (order by count(*) desc) as place from activity_instances group by resource order by place, resource limit 5;
-- b22 handoffs: Handoffs between parties and their delay.
select from_party, to_party, count(*) as n, avg(delay_us) / 60000000 as minutes from handoffs group by 1, 2 order by n desc, 1, 2 limit 10;
-- b23 ping-pong: Work that came back to whom it came from.
select count(*) as n from handoffs a join handoffs b on a.case_id = b.case_id and a.to_party = b.from_party and a.from_party = b.to_party and b.ordinal > a.ordinal;
-- b24 handoff-matrix: Handoffs as a matrix.
select * from (select from_party, to_party from handoffs) pivot (count(*) for to_party in ('team0', 'team1', 'team2')) order by from_party;
-- b25 exceptions: Exceptions by category and week.
select date_trunc('week', time) as week, category, count(*) as n from exceptions group by 1, 2 order by 1, 2;
-- b26 exception-share: Cases with an exception, of all.
select count(distinct e.case_id) * 100.0 / (select count(*) from cases) as percent from exceptions e;
-- b27 exception-next: What came right after an exception.
select ev.activity, count(*) as n from exceptions x asof join events ev on x.case_id = ev.case_id and x.time < ev.time group by 1 order by 2 desc, 1;
-- b28 durations: Measured durations, finished and censored.
select measure, count(duration_us) as finished, count(*) - count(duration_us) as censored, median(duration_us) as us from durations group by measure order by measure;
-- b29 duration-spread: The spread of durations per class.
select payer_class, round(stddev_samp(duration_us / 1000000.0), 3) as s, max(duration_us) - min(duration_us) as range_us from durations group by payer_class order by payer_class;
-- b30 measures: A rate by day with numerator and denominator.
select date_trunc('day', pane) as day, sum(numerator) as n, sum(denominator) as d, sum(numerator) / sum(denominator) as rate from measure_panes where measure = 'denial_rate' group by 1 order by 1 limit 10;
-- b31 measure-change: A day's rate against the day before.
with r as (select pane::date as day, sum(numerator) * 1.0 / sum(denominator) as rate from measure_panes group by 1) select day, rate, rate - lag(rate) over (order by day) as change from r order by day limit 10;
-- b32 wilson: A rate with its 95 % interval.
select payer_class, n, d, (n / d + 1.9208 / d - 1.96 * sqrt(n / d * (1 - n / d) / d + 0.9604 / (d * d))) / (1 + 3.8416 / d) as low from (select payer_class, sum(numerator) as n, sum(denominator) as d from measure_panes group by payer_class) order by payer_class;
-- b33 aging: Open stays by age, as the store has it.
select queue, payer_class, open, p50_us, p90_us from queue_aging order by queue, payer_class;
-- b34 aging-bands: The bands as a list of numbers.
select queue, payer_class, string_split(bands, ',') as bands, len(string_split(bands, ',')) as k from queue_aging order by 1, 2;
-- b35 rejected: Why events were rejected.
select code, count(*) as n, min(position) as first_at from rejected_events group by code order by n desc, code;
-- b36 rejected-cases: Cases of rejected events that are known all the same.
select r.case_id, r.code from rejected_events r where r.case_id in (select case_id from cases) order by 1, 2 limit 5;
-- b37 deliveries: Events that came again.
select sum(duplicates) as again, sum(conflicts) as otherwise from deliveries;
-- b38 relations: Cases that others name.
select relation, related_process, count(*) as n, count(distinct related_case_id) as cases from case_relations group by all order by relation, related_process;
-- b39 relation-join: The length of the case that is named.
select r.case_id, c.cycle_time_us from case_relations r left join cases c on c.case_id = r.related_case_id order by r.case_id, r.ordinal limit 10;
-- b40 variant: Variants by the operator.
select variant, count(*) as n, median(duration_us) as us from variant() group by variant order by n desc, variant limit 10;
-- b41 variant-class: The most frequent variant of each class.
select distinct on (c.payer_class) c.payer_class, v.variant, count(*) as n from variant() v join cases c on c.case_id = v.case_id group by c.payer_class, v.variant order by c.payer_class, n desc, v.variant;
-- b42 follows: Arcs by the operator.
select from_activity, to_activity, count(*) as n, avg(duration_us) as us from directly_follows() group by all order by n desc, from_activity, to_activity;
-- b43 loops: Activities that follow themselves.
from directly_follows() select from_activity, count(*) as n where from_activity = to_activity group by from_activity order by 1;
-- b44 throughput: From submission to decision.
select count(*) as n, quantile_cont(duration_us, [0.25, 0.5, 0.75]) as us from throughput('SUBMITTED', 'DECIDED');
-- b45 throughput-all: Whole cases, by class.
select c.payer_class, avg(t.duration_us) / 3600000000.0 as hours from throughput(null, null) as t join cases c using (case_id) group by 1 order by 1;
-- b46 rework: Repeated activities.
select activity, count(*) as cases, sum(repeats) as repeats from rework() group by activity order by 1;
-- b47 waiting: Waiting before each activity.
select to_activity, count(*) as n, median(waiting_us) as us from waiting_time() group by to_activity order by 1;
-- b48 waiting-team: Which team lets work wait longest.
select team, max(waiting_us) // 60000000 as minutes from waiting_time() where waiting_us > 0 group by team order by 2 desc, 1;
-- b49 conforms: Cases that go the written way.
select conforms, count(*) as n, sum(deviations) as steps from conforms(['START > SUBMITTED', 'SUBMITTED > RECEIVED', 'RECEIVED > REVIEWED', 'REVIEWED > DECIDED', 'DECIDED > NOTIFIED', 'NOTIFIED > END']) group by conforms order by conforms;
-- b50 deviations: The most frequent first deviations.
select first_deviation, count(*) as n from conforms(['SUBMITTED > RECEIVED', 'RECEIVED > REVIEWED']) where not conforms group by 1 order by 2 desc, 1 limit 5;
-- b51 working-time: Working hours of open and finished stays.
select queue, count(*) as n, sum(working_time(entered_at, coalesce(left_at, as_of()), 'office')) as us from stays group by queue order by queue;
-- b52 working-share: How much of a case was working time.
select payer_class, sum(working_time(started_at, last_at, 'office')) / sum(epoch_us(last_at) - epoch_us(started_at)) as share from cases group by payer_class order by 1;
-- b53 list-filter: Steps that aren't the usual ones.
select case_id, list_filter(list(activity order by time, event_id), lambda a: a <> 'RECEIVED' and a like '%ED') as kept from events group by case_id order by case_id limit 5;
-- b54 list-functions: What lists can be asked.
select case_id, list_distinct(list(team)) is not null as d, list_contains(list(team), 'team0') as has, array_to_string(list_sort(list(team)), '+') as sorted from events group by case_id order by case_id limit 5;
-- b55 casts: Casts bind tighter than anything.
select 1 + '2'::int as a, sequence::varchar || 'x' as b, '2026-01-05'::date + interval '1 day' as c, (sequence + 1)::double / 2 as d, -sequence::bigint as e from events order by sequence limit 3;
-- b56 intervals: Intervals as they are written.
select time + interval '1 day 2 hours' as a, time - interval '400' day as b, time + interval 3 week as c, time + interval '90 minutes' as d from events order by time, event_id limit 2;
-- b57 star-exclude-join: All columns of one side but one.
select e.* exclude (related), c.rework from events e join cases c on c.case_id = e.case_id order by e.time, e.event_id limit 3;
-- b58 regexp: Events by a pattern.
select regexp_extract(activity, '^[A-Z]{3}') as p, count(*) as n from events where regexp_matches(activity, 'ED$') group by 1 order by 1;
-- b59 numbers-series: A series of numbers with what is there.
select n.x, count(e.sequence) as k from (select unnest(generate_series(0, 4, 1)) as x) n left join events e on e.sequence % 5 = n.x group by n.x order by n.x;
-- b60 asof-left: The pane before each stay, where there is one.
select s.case_id, q.pane from stays s asof left join queue_panes q on s.queue = q.queue and s.entered_at > q.pane order by s.case_id limit 10;
