/** The documents of the HTTP contract, as they come over the wire. */
export interface Health {
  status: 'ok' | 'starting' | 'stale';
  /** The names of all processes. */
  processes: string[];
  process: string;
  title: string;
  version: string;
  as_of: string | null;
  mode: 'live' | 'replay' | 'stored';
  speed: number | null;
  events: number;
  rejected: number;
  duplicates: number;
  cases: number;
  open_cases: number;
  progress: { events: number; total: number } | null;
  started_at: string;
  trouble?: string | null;
}

export interface Processes {
  processes: { process: string; title: string; version: number }[];
}

export interface Definition {
  process: string;
  title: string;
  version: string;
  dimensions: string[];
  queues: { queue: string; title: string; waits_on: string | null }[];
  measures: { measure: string; title: string; kind: MeasureKind }[];
  slas: { sla: string; title: string; within: string }[];
}

export interface Band {
  from_seconds: number;
  to_seconds: number | null;
  count: number;
}

export interface QueueFigures {
  open: number;
  oldest_seconds: number | null;
  mean_seconds: number | null;
  p50_seconds: number | null;
  p90_seconds: number | null;
  p95_seconds: number | null;
  bands: Band[];
  arrivals_last_hour: number;
  departures_last_hour: number;
}

export type Key = Record<string, string>;

export interface QueuePoint {
  at: string;
  open: number;
  arrivals: number;
  departures: number;
}

export interface Queue extends QueueFigures {
  queue: string;
  title: string;
  waits_on: string | null;
  history: QueuePoint[];
  groups?: (QueueFigures & { key: Key })[];
}

export interface Queues {
  as_of: string | null;
  queues: Queue[];
}

export type MeasureKind = 'share' | 'count' | 'average' | 'duration';

export interface Ratio {
  numerator: number;
  denominator: number;
  value: number | null;
}

export interface MeasureFigures extends Ratio {
  wilson_low?: number | null;
  wilson_high?: number | null;
  p50?: number | null;
  p90?: number | null;
  censored?: number | null;
  meets_target?: boolean | null;
}

export interface Target {
  operator: string;
  value: number;
}

export interface Measure extends MeasureFigures {
  measure: string;
  title: string;
  kind: MeasureKind;
  unit: string | null;
  target: Target | null;
  previous: Ratio | null;
  history: (Ratio & { at: string })[];
  groups?: (MeasureFigures & { key: Key })[];
}

export interface Span {
  from: string | null;
  to: string | null;
}

export interface Measures {
  as_of: string | null;
  window: Span;
  measures: Measure[];
}

export interface SlaSummary {
  sla: string;
  title: string;
  within: string;
  running: number;
  paused: number;
  at_risk: number;
  breached_open: number;
  met: number;
  breached: number;
  cancelled: number;
  breach_rate: Ratio;
}

export interface Clock {
  case_id: string;
  episode: number;
  sla: string;
  state: string;
  started_at: string;
  due_at: string | null;
  seconds_left?: number | null;
  seconds_over?: number | null;
  stopped_at?: string | null;
  at_risk_at: string | null;
  dimensions: Key;
}

export interface Slas {
  as_of: string | null;
  slas: SlaSummary[];
  clocks: Clock[];
  breaches: Clock[];
}

export interface Handoff {
  from: string;
  to: string;
  count: number;
  mean_delay_seconds: number | null;
  median_delay_seconds: number | null;
  p90_delay_seconds: number | null;
  negative: number;
  ping_pong: number;
}

export interface Handoffs {
  as_of: string | null;
  window?: Span;
  between: string;
  handoffs: Handoff[];
}

export interface Signal {
  signal_id: string;
  revision: number;
  state: string;
  staffing: string;
  queue: string;
  title: string;
  opened_at: string;
  updated_at: string;
  resolved_at: string | null;
  demand: {
    backlog: number;
    due_in_window: number;
    past_due: number;
    oldest_age_hours: number | null;
    arrivals_per_hour: number | null;
  };
  capacity: { staff_on_hand_fte: number | null; productive_fraction: number | null };
  need: {
    fte_to_meet_sla: number | null;
    fte_to_be_stable: number | null;
    gap_sla_fte: number | null;
    gap_stability_fte: number | null;
    hours: number | null;
  };
  reason: string[];
  delivery: { state: string; attempts: number; last_error: string | null } | null;
}

export interface Signals {
  as_of: string | null;
  signals: Signal[];
}

export interface Snapshot {
  health: Health;
  queues: Queues;
  measures: Measures;
  slas: Slas;
  handoffs: Handoffs;
  signals: Signals;
}

export interface Variant {
  activities: string[];
  count: number;
  share: number;
  median_duration_seconds: number | null;
}

export interface Variants {
  as_of: string | null;
  cases: number;
  variant_count: number;
  variants: Variant[];
}

export interface Arc {
  from: string;
  to: string;
  count: number;
  mean_seconds: number | null;
  median_seconds: number | null;
  p90_seconds: number | null;
}

export interface ProcessMap {
  as_of: string | null;
  cases: number;
  activities: { activity: string; events: number; cases: number }[];
  arcs: Arc[];
  starts: { activity: string; count: number }[];
  ends: { activity: string; count: number }[];
}

export type Cell = string | number | boolean | null | undefined;
export type Row = Record<string, Cell>;

export interface CaseDocument {
  as_of: string | null;
  case_id: string;
  episodes: Row[];
  events: Row[];
  stays: Row[];
  sla_clocks: Row[];
  activity_instances: Row[];
  handoffs: Row[];
  exceptions: Row[];
  durations: Row[];
}

export interface CaseRow {
  case_id: string;
  episode: number;
  started_at: string;
  last_at: string;
  closed_at: string | null;
  events: number;
  cycle_time_seconds: number | null;
  dimensions: Key;
  waiting_in: string[];
}

export interface Cases {
  as_of: string | null;
  total: number;
  cases: CaseRow[];
}

/** Who asks. */
export interface Session {
  name: string;
  roles: string[];
  signed_in: boolean;
}

export interface Problem {
  title: string;
  status: number;
  detail?: string;
  code?: string;
  hint?: string;
}
