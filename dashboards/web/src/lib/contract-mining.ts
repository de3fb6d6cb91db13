/**
 * The documents of the analysis, as the API gives them; those of the command line's `--json` with what they are about in front.
 * Names end in their unit. Only `mining.ts` reads them.
 */
export interface Chosen {
  as_of: string | null;
  filter?: string | null;
  events?: string | null;
}

export interface Spread {
  mean: number | null;
  median: number | null;
  p90: number | null;
  max: number | null;
}

/** An amount of time, as `wait_hours` or `wait_seconds`, `delay_hours`, … */
export type Timed = Record<string, unknown>;

export interface RawSegment extends Timed {
  from?: string | null;
  to: string;
  count: number;
  share: number | null;
  standing: number | null;
  wait_seconds: Spread;
  working_seconds?: Spread | null;
  trend?: { hours_a_week: number | null; p: number | null; weeks: number } | null;
}

export type RawInterval = [number | null, number | null];

export interface RawSlow extends Timed {
  activities: string[];
  from: string | null;
  to: string;
  cases: number;
  peers: number;
  party: string | null;
  times_a_case: number | null;
  times_a_case_peers: number | null;
  hours_a_time: number | null;
  hours_a_time_peers: number | null;
  excess_hours: number | null;
  excess_interval: RawInterval;
  structure_hours: number | null;
  structure_interval: RawInterval;
  speed_hours: number | null;
  speed_interval: RawInterval;
  q: number | null;
  hours_a_month: number | null;
  cases_a_month: number | null;
  standing: number | null;
  people: number | null;
  also?: RawSlow[];
}

export interface RawRootCause {
  attribute: string;
  value: string;
  count: number;
  mean_hours: number | null;
  excess_hours: number | null;
  excess_interval: RawInterval;
  share_of_wait: number | null;
  q: number | null;
  also: string[];
}

export interface RawBottlenecks extends Chosen, Timed {
  cases: number;
  activity_instances: number;
  estimated_starts: number;
  segments: RawSegment[];
  activities: RawSegment[];
  resource_pairs: RawSegment[];
  queues?: RawSegment[];
  tested: number;
  significant: number;
  bottlenecks: RawSlow[];
  details: { from: string | null; to: string; goes_with: RawRootCause[] }[];
}

export interface RawWaits extends Chosen, Timed {
  occurrences: number;
  estimated_starts: number;
  segments: (Timed & { from: string; to: string; occurrences: number; estimated_starts: number })[];
}

export interface RawHandovers extends Chosen {
  steps: number;
  missing: number;
  count: number;
  ping_pongs: number;
  ping_pong_cases: number;
  reworks: number;
  pairs: (Timed & { from: string; to: string; count: number; delay_seconds: Spread; ping_pongs: number; reworks: number })[];
  parties?: (Timed & { party: string; handed_on: number; taken: number })[];
}

export interface RawDifference {
  from: string;
  to: string;
  cases_a: number;
  cases_b: number;
  share_difference: number | null;
  share_difference_interval: RawInterval;
  share_q: number | null;
  shift_hours: number | null;
  shift_hours_interval: RawInterval;
  shift_q: number | null;
}

export interface RawDifferences extends Chosen {
  against?: string | null;
  segments: RawDifference[];
}
