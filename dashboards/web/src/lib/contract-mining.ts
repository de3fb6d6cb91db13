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

export interface RawCauses {
  external_party: number;
  batching: number;
  contention: number;
  prioritisation: number;
  unavailability: number;
  extraneous: number;
}

export interface RawSegment {
  from?: string | null;
  to: string;
  count: number;
  share: number | null;
  standing: number | null;
  wait_hours: number;
  wait_hours_by_cause: RawCauses;
  wait_seconds: Spread;
  working_seconds?: Spread;
  trend?: { hours_a_week: number | null; p: number | null; weeks: number };
}

/** Stays in a queue of the definition; those that are open count in `stay_hours`, not in the seconds. */
export interface RawQueue {
  queue: string;
  title: string | null;
  waits_on: string | null;
  count: number;
  open: number;
  stay_hours: number;
  standing: number | null;
  stay_seconds: Spread;
  working_seconds?: Spread;
}

export type RawInterval = [number | null, number | null];

export interface RawSlow {
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
  excess_hours_by_cause: Partial<Record<keyof RawCauses, number | null>>;
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

export interface RawBottlenecks extends Chosen {
  cases: number;
  wait_hours: number;
  activity_instances: number;
  estimated_starts: number;
  segments: RawSegment[];
  activities: RawSegment[];
  resource_pairs: RawSegment[];
  queues?: RawQueue[];
  tested: number;
  significant: number;
  bottlenecks: RawSlow[];
  details: { from: string | null; to: string; goes_with: RawRootCause[] }[];
}

interface RawWait {
  estimated_starts: number;
  wait_hours: number;
  working_wait_hours?: number;
  wait_hours_by_cause: RawCauses;
}

export interface RawWaits extends Chosen, RawWait {
  activity_instances: number;
  segments: (RawWait & { from: string; to: string; count: number })[];
}

export interface RawHandovers extends Chosen {
  between?: string;
  steps: number;
  missing: number;
  count: number;
  ping_pongs: number;
  ping_pong_cases: number;
  reworks: number;
  pairs: { from: string; to: string; count: number; delay_hours: number; delay_seconds: Spread; ping_pongs: number; reworks: number }[];
  parties: { party: string; handed_on: number; handed_on_hours: number; taken: number; taken_hours: number }[];
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
  against: string | null;
  cases_a: number;
  cases_b: number;
  cases_in_both: number;
  differences: RawDifference[];
}
