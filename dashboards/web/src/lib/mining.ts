/** The documents of the analysis as the page uses them: every span of time in seconds, every name read here and nowhere else. */
import type { Chosen, RawBottlenecks, RawDifference, RawDifferences, RawHandovers, RawInterval, RawQueue, RawSegment, RawSlow, RawWaits, Spread } from './contract-mining';

const HOUR = 3600;

/** In the order in which a moment of a wait is given to the first cause that holds. */
export const CAUSES = ['external_party', 'batching', 'contention', 'prioritisation', 'unavailability', 'extraneous'] as const;
export type Cause = (typeof CAUSES)[number];
export type Causes = Record<Cause, number>;

export type Interval = [number | null, number | null];

export interface About {
  asOf: string | null;
}

/** A place at which cases wait: a segment, an activity, a queue, or from one resource to another. */
export interface Segment {
  /** Null: from any. */
  from: string | null;
  to: string;
  count: number;
  wait: number;
  /** Of all waits. */
  share: number | null;
  /** Cases that wait there at any moment. */
  standing: number | null;
  calendar: Spread;
  working: Spread | null;
  /** Change of the mean wait; null where there are too few weeks. */
  trend: { aWeek: number; p: number; weeks: number } | null;
  causes: Causes;
  /** Of a queue: whom it waits for, and how many are in it now. */
  queue?: { waitsOn: string | null; open: number };
}

/** A number of seconds a case, with its interval at 95 %. */
export interface Measured {
  value: number;
  interval: Interval;
}

/** Cases of one variant that wait longer at a place than their peers. */
export interface Slow {
  activities: string[];
  from: string | null;
  to: string;
  cases: number;
  peers: number;
  party: string | null;
  times: number | null;
  peerTimes: number | null;
  aTime: number | null;
  peerATime: number | null;
  excess: Measured;
  structure: Measured;
  speed: Measured;
  q: number | null;
  aMonth: number;
  casesAMonth: number | null;
  standing: number | null;
  people: number | null;
  causes: Causes;
  also: Slow[];
}

export interface RootCause {
  attribute: string;
  value: string;
  count: number;
  mean: number;
  excess: Measured;
  shareOfWait: number | null;
  q: number | null;
  also: string[];
}

export interface Bottlenecks extends About {
  cases: number;
  instances: number;
  estimated: number;
  wait: number;
  segments: Segment[];
  activities: Segment[];
  resourcePairs: Segment[];
  queues: Segment[];
  tested: number;
  significant: number;
  slow: Slow[];
  details: { from: string | null; to: string; goesWith: RootCause[] }[];
}

export interface WaitSegment {
  from: string;
  to: string;
  count: number;
  estimated: number;
  wait: number;
  /** Null without a calendar. */
  working: number | null;
  causes: Causes;
}

export interface Waits extends About {
  count: number;
  estimated: number;
  wait: number;
  working: number | null;
  causes: Causes;
  segments: WaitSegment[];
}

export interface HandoverPair {
  from: string;
  to: string;
  count: number;
  delay: number;
  spread: Spread;
  pingPongs: number;
  reworks: number;
}

export interface Party {
  party: string;
  handedOn: number;
  /** Until others took what it handed on. */
  handedOnDelay: number;
  taken: number;
  /** Until it took what others handed on. */
  takenDelay: number;
}

export interface Handovers extends About {
  between: 'team' | 'resource';
  steps: number;
  missing: number;
  count: number;
  pingPongs: number;
  pingPongCases: number;
  reworks: number;
  pairs: HandoverPair[];
  parties: Party[];
}

/** One segment in two groups of cases; a difference is that of A less that of B. */
export interface Difference {
  from: string;
  to: string;
  casesA: number;
  casesB: number;
  share: { value: number; interval: Interval; q: number } | null;
  shift: (Measured & { q: number }) | null;
}

export interface Differences extends About {
  casesA: number;
  casesB: number;
  inBoth: number;
  segments: Difference[];
}

const hours = (value: number | null | undefined): number => (value ?? 0) * HOUR;
const hourly = (interval: RawInterval): Interval => [interval[0] === null ? null : interval[0] * HOUR, interval[1] === null ? null : interval[1] * HOUR];
const causes = (raw: Partial<Record<Cause, number | null>>): Causes => Object.fromEntries(CAUSES.map((c) => [c, hours(raw[c])])) as Causes;
const about = (document: Chosen): About => ({ asOf: document.as_of });

function segment(raw: RawSegment): Segment {
  return {
    from: raw.from ?? null,
    to: raw.to,
    count: raw.count,
    wait: hours(raw.wait_hours),
    share: raw.share,
    standing: raw.standing,
    calendar: raw.wait_seconds,
    working: raw.working_seconds ?? null,
    trend: raw.trend === undefined || raw.trend.hours_a_week === null || raw.trend.p === null ? null : { aWeek: raw.trend.hours_a_week * HOUR, p: raw.trend.p, weeks: raw.trend.weeks },
    causes: causes(raw.wait_hours_by_cause),
  };
}

function queue(raw: RawQueue): Segment {
  return {
    from: null,
    to: raw.title ?? raw.queue,
    count: raw.count,
    wait: hours(raw.stay_hours),
    share: null,
    standing: raw.standing,
    calendar: raw.stay_seconds,
    working: raw.working_seconds ?? null,
    trend: null,
    causes: causes({}),
    queue: { waitsOn: raw.waits_on, open: raw.open },
  };
}

function slow(raw: RawSlow): Slow {
  return {
    activities: raw.activities,
    from: raw.from,
    to: raw.to,
    cases: raw.cases,
    peers: raw.peers,
    party: raw.party,
    times: raw.times_a_case,
    peerTimes: raw.times_a_case_peers,
    aTime: hours(raw.hours_a_time),
    peerATime: hours(raw.hours_a_time_peers),
    excess: { value: hours(raw.excess_hours), interval: hourly(raw.excess_interval) },
    structure: { value: hours(raw.structure_hours), interval: hourly(raw.structure_interval) },
    speed: { value: hours(raw.speed_hours), interval: hourly(raw.speed_interval) },
    q: raw.q,
    aMonth: hours(raw.hours_a_month),
    casesAMonth: raw.cases_a_month,
    standing: raw.standing,
    people: raw.people,
    causes: causes(raw.excess_hours_by_cause),
    also: (raw.also ?? []).map(slow),
  };
}

export function bottlenecks(raw: RawBottlenecks): Bottlenecks {
  return {
    ...about(raw),
    cases: raw.cases,
    instances: raw.activity_instances,
    estimated: raw.estimated_starts,
    wait: hours(raw.wait_hours),
    segments: raw.segments.map(segment),
    activities: raw.activities.map(segment),
    resourcePairs: raw.resource_pairs.map(segment),
    queues: (raw.queues ?? []).map(queue),
    tested: raw.tested,
    significant: raw.significant,
    slow: raw.bottlenecks.map(slow),
    details: raw.details.map((d) => ({
      from: d.from,
      to: d.to,
      goesWith: d.goes_with.map((c) => ({
        attribute: c.attribute,
        value: c.value,
        count: c.count,
        mean: hours(c.mean_hours),
        excess: { value: hours(c.excess_hours), interval: hourly(c.excess_interval) },
        shareOfWait: c.share_of_wait,
        q: c.q,
        also: c.also,
      })),
    })),
  };
}

const working = (value: number | undefined): number | null => (value === undefined ? null : hours(value));

export function waits(raw: RawWaits): Waits {
  return {
    ...about(raw),
    count: raw.activity_instances,
    estimated: raw.estimated_starts,
    wait: hours(raw.wait_hours),
    working: working(raw.working_wait_hours),
    causes: causes(raw.wait_hours_by_cause),
    segments: raw.segments.map((s) => ({ from: s.from, to: s.to, count: s.count, estimated: s.estimated_starts, wait: hours(s.wait_hours), working: working(s.working_wait_hours), causes: causes(s.wait_hours_by_cause) })),
  };
}

export function handovers(raw: RawHandovers): Handovers {
  return {
    ...about(raw),
    between: raw.between === 'team' ? 'team' : 'resource',
    steps: raw.steps,
    missing: raw.missing,
    count: raw.count,
    pingPongs: raw.ping_pongs,
    pingPongCases: raw.ping_pong_cases,
    reworks: raw.reworks,
    pairs: raw.pairs.map((p) => ({ from: p.from, to: p.to, count: p.count, delay: hours(p.delay_hours), spread: p.delay_seconds, pingPongs: p.ping_pongs, reworks: p.reworks })),
    parties: raw.parties.map((p) => ({ party: p.party, handedOn: p.handed_on, handedOnDelay: hours(p.handed_on_hours), taken: p.taken, takenDelay: hours(p.taken_hours) })),
  };
}

function difference(raw: RawDifference): Difference {
  return {
    from: raw.from,
    to: raw.to,
    casesA: raw.cases_a,
    casesB: raw.cases_b,
    share: raw.share_difference === null || raw.share_q === null ? null : { value: raw.share_difference, interval: raw.share_difference_interval, q: raw.share_q },
    shift: raw.shift_hours === null || raw.shift_q === null ? null : { value: hours(raw.shift_hours), interval: hourly(raw.shift_hours_interval), q: raw.shift_q },
  };
}

export function differences(raw: RawDifferences): Differences {
  return { ...about(raw), casesA: raw.cases_a, casesB: raw.cases_b, inBoth: raw.cases_in_both, segments: raw.differences.map(difference) };
}

/** Whether a slow variant is about this segment: at it, or at its activity wherever it is reached from. */
const isAt = (slow: Slow, segment: { from: string | null; to: string }): boolean => slow.to === segment.to && (slow.from === null || slow.from === segment.from);

/** The troubles at a segment, each once: as it is told, else as it shows there. */
export function slowAt(found: Slow[], segment: { from: string | null; to: string }): Slow[] {
  return found.flatMap((s) => (isAt(s, segment) ? [s] : s.also.filter((other) => isAt(other, segment)).slice(0, 1)));
}
