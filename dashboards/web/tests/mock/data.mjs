// Sample answers in the shape of the HTTP contract: every document is a function of (as_of, scenario).
const HOUR = 3600;
const DAY = 24 * HOUR;

/** A small, repeatable random: the same (seed, n) gives the same number in [0, 1). */
export function noise(seed, n) {
  let x = (seed * 374761393 + n * 668265263) | 0;
  x = Math.imul(x ^ (x >>> 13), 1274126177);
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
}

const iso = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z');
const round = (x, digits = 4) => Math.round(x * 10 ** digits) / 10 ** digits;

const EVIL = '<img src=x onerror="window.pwned=1">';
const PAYER_CLASSES = ['COMMERCIAL', 'MEDICARE_ADVANTAGE', 'MEDICAID', 'MEDICARE', EVIL];
const SERVICE_LINES = ['CARDIOLOGY', 'ORTHOPEDICS', 'ONCOLOGY', 'IMAGING', 'NEUROLOGY'];

const QUEUES = [
  { queue: 'intake', title: 'New requests to check', waits_on: null, base: 34, p50: 1.1, p90: 3.6, rate: 21, bounds: [1, 4, 8, 24] },
  { queue: 'documentation', title: 'Clinical documents to collect', waits_on: null, base: 58, p50: 6.4, p90: 27.5, rate: 14, bounds: [8, 24, 72, 168] },
  { queue: 'specialist_review', title: 'Specialist review', waits_on: null, base: 41, p50: 4.2, p90: 19.2, rate: 11, bounds: [8, 24, 72, 168] },
  { queue: 'appeal', title: 'Appeals to prepare', waits_on: null, base: 12, p50: 20.5, p90: 71, rate: 1.6, bounds: [24, 72, 168, 336] },
  { queue: 'payer_decision', title: 'Waiting for the payer', waits_on: 'payer', base: 187, p50: 39, p90: 118, rate: 12, bounds: [8, 24, 72, 168] },
  { queue: 'patient_information', title: 'Patient to send information', waits_on: 'patient', base: 23, p50: 31, p90: 92, rate: 3, bounds: [24, 72, 168, 336] },
];

function openAt(q, seed, ms) {
  const hour = (ms / 1000 / HOUR) % 24;
  const day = Math.sin(((hour - 9) / 24) * 2 * Math.PI);
  return Math.max(0, Math.round(q.base * (1 + 0.22 * day) + (noise(seed, Math.floor(ms / HOUR / 1000)) - 0.5) * q.base * 0.12 + (noise(seed, Math.floor(ms / 60000)) - 0.5) * 3));
}

function bandsOf(open, q, shareOld = 1) {
  const mid = [0.34, 0.27, 0.21, 0.12, 0.06 * shareOld];
  const bounds = [0, ...q.bounds];
  let left = open;
  return bounds.map((b, i) => {
    const count = i === 0 ? 0 : Math.min(left, Math.round(open * mid[i]));
    if (i > 0) left -= count;
    return { from_seconds: b * HOUR, to_seconds: i < q.bounds.length ? q.bounds[i] * HOUR : null, count };
  }).map((band, i) => (i === 0 ? { ...band, count: left } : band));
}

function queueFigures(q, i, ms, factor = 1) {
  const open = Math.round(openAt(q, i, ms) * factor);
  const jitter = 0.9 + 0.2 * noise(i + 40, Math.floor(ms / 600000));
  const seconds = (h) => (open === 0 ? null : Math.round(h * HOUR * jitter));
  return {
    open,
    oldest_seconds: seconds(q.p90 * 2.3),
    mean_seconds: seconds(q.p50 * 1.5),
    p50_seconds: seconds(q.p50),
    p90_seconds: seconds(q.p90),
    p95_seconds: seconds(q.p90 * 1.35),
    bands: bandsOf(open, q),
    arrivals_last_hour: Math.round(q.rate * factor * (0.7 + 0.6 * noise(i + 9, Math.floor(ms / 60000)))),
    departures_last_hour: Math.round(q.rate * factor * (0.6 + 0.6 * noise(i + 19, Math.floor(ms / 60000)))),
  };
}

export function queues(ms, by) {
  return {
    as_of: iso(ms),
    queues: QUEUES.map((q, i) => ({
      queue: q.queue,
      title: q.title,
      waits_on: q.waits_on,
      ...queueFigures(q, i, ms),
      history: Array.from({ length: 24 }, (_, h) => {
        const at = ms - (23 - h) * HOUR * 1000;
        return { at: iso(at), open: openAt(q, i, at), arrivals: Math.round(q.rate * (0.5 + noise(i, h))), departures: Math.round(q.rate * (0.5 + noise(i + 7, h))) };
      }),
      ...(by ? { groups: groupKeys(by).map((key, g) => ({ key: { [by]: key }, ...queueFigures(q, i, ms, [0.41, 0.27, 0.18, 0.12, 0.02][g] ?? 0.1) })) } : {}),
    })),
  };
}

const groupKeys = (by) => (by === 'payer_class' ? PAYER_CLASSES : by === 'team' ? ['Intake', 'Clinical documents', 'Reviewers', 'Appeals'] : SERVICE_LINES);

function wilson(n, d) {
  if (d === 0) return [null, null];
  const z = 1.959964;
  const p = n / d;
  const mid = (p + (z * z) / (2 * d)) / (1 + (z * z) / d);
  const half = (z / (1 + (z * z) / d)) * Math.sqrt((p * (1 - p)) / d + (z * z) / (4 * d * d));
  return [Math.max(0, mid - half), Math.min(1, mid + half)];
}

const MEASURES = [
  { measure: 'denial_rate', title: 'Denial rate', kind: 'share', rate: 0.104, perHour: 11.6, target: { operator: '<=', value: 0.08 } },
  { measure: 'first_pass', title: 'First pass', kind: 'share', rate: 0.713, perHour: 10.4, target: { operator: '>=', value: 0.7 } },
  { measure: 'exception_rate', title: 'Exception rate', kind: 'share', rate: 0.047, perHour: 88, target: { operator: '<=', value: 0.05 } },
  { measure: 'turnaround', title: 'Turnaround', kind: 'duration', unit: 'hours', hours: 43.2, perHour: 11.6, target: { operator: '<=', value: 48 } },
  { measure: 'decisions', title: 'Decisions', kind: 'count', perHour: 11.6, target: null },
  { measure: 'confidence', title: 'Document match confidence', kind: 'average', mean: 0.871, perHour: 19, target: null },
  { measure: 'sla:standard_decision', title: 'Standard decision', kind: 'share', rate: 0.032, perHour: 9, target: null },
  { measure: 'sla:expedited_decision', title: 'Expedited decision', kind: 'share', rate: 0.061, perHour: 2.1, target: null },
];

const WINDOWS = { '1h': HOUR, '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY, all: 61 * DAY };

function measureFigures(m, i, seconds, seed) {
  const d = Math.max(0, Math.round((m.perHour * seconds / HOUR) * (0.9 + 0.2 * noise(i + 71, seed))));
  if (m.kind === 'count') return { numerator: d, denominator: d, value: d };
  if (m.kind === 'average') return { numerator: Math.round(d * m.mean * 1e6), denominator: d, value: d ? round(m.mean + (noise(i, seed) - 0.5) * 0.02) : null };
  if (m.kind === 'duration') {
    const hours = m.hours * (0.88 + 0.24 * noise(i + 3, seed));
    return { numerator: Math.round(d * hours * HOUR * 1e6), denominator: d, value: d ? round(hours, 2) : null, p50: d ? round(hours * 0.82, 2) : null, p90: d ? round(hours * 2.1, 2) : null };
  }
  const n = Math.min(d, Math.round(d * m.rate * (0.82 + 0.36 * noise(i + 5, seed))));
  const [low, high] = wilson(n, d);
  return { numerator: n, denominator: d, value: d ? n / d : null, wilson_low: low, wilson_high: high };
}

const meets = (target, value) => (target === null || value === null ? null : target.operator === '<=' ? value <= target.value : value >= target.value);

export function measures(ms, window = '24h', by = null) {
  const seconds = WINDOWS[window] ?? DAY;
  const bucket = Math.floor(ms / 300000);
  return {
    as_of: iso(ms),
    window: { from: iso(ms - seconds * 1000), to: iso(ms) },
    measures: MEASURES.map((m, i) => {
      const now = measureFigures(m, i, seconds, bucket);
      return {
        measure: m.measure, title: m.title, kind: m.kind, unit: m.unit ?? null, ...now,
        ...(m.kind === 'duration' ? { censored: 208 } : {}),
        target: m.target,
        meets_target: meets(m.target, now.value),
        previous: pick(measureFigures(m, i, seconds, bucket + 5555)),
        history: Array.from({ length: 24 }, (_, h) => ({ at: iso(ms - (23 - h) * (seconds / 24) * 1000), ...pick(measureFigures(m, i, seconds / 24, bucket - 23 + h + 99)) })),
        ...(by ? { groups: groupKeys(by).map((key, g) => { const f = measureFigures({ ...m, rate: m.rate && m.rate * [0.8, 1.5, 1.1, 0.6, 1][g], hours: m.hours && m.hours * [0.9, 1.3, 1.1, 0.7, 1][g], perHour: m.perHour * [0.41, 0.27, 0.18, 0.12, 0.02][g] }, i, seconds, bucket + g * 13); return { key: { [by]: key }, ...f }; }) } : {}),
      };
    }),
  };
}
const pick = ({ numerator, denominator, value }) => ({ numerator, denominator, value });

const dims = (n) => ({
  payer_class: PAYER_CLASSES[Math.floor(noise(3, n) * 4)],
  payer: ['Aetna', 'UnitedHealthcare', 'Blue Cross', 'Humana'][Math.floor(noise(4, n) * 4)],
  service_line: SERVICE_LINES[Math.floor(noise(5, n) * 5)],
  facility: ['MAIN', 'NORTH', 'WEST'][Math.floor(noise(6, n) * 3)],
  team: ['Intake', 'Clinical documents', 'Reviewers'][Math.floor(noise(8, n) * 3)],
});
const caseId = (n) => (n === 3 ? EVIL : `PA-${String(20480 + n * 37)}`);

const START = Date.parse('2026-03-12T14:32:00Z');

export function slas(ms) {
  const clocks = Array.from({ length: 34 }, (_, n) => {
    const dueEvery = 37 * 60 * 1000;
    const first = Math.floor((ms - START) / dueEvery) - 1;
    const k = first + n;
    const due = START + k * dueEvery + Math.floor(noise(12, k) * 25 * 60000) - 20 * 60000;
    const expedited = noise(13, k) < 0.3;
    const length = (expedited ? 3 : 7) * DAY * 1000;
    const atRisk = due - length * 0.25;
    return { case_id: caseId(((k % 400) + 400) % 400), episode: 1, sla: expedited ? 'expedited_decision' : 'standard_decision', state: ms >= atRisk ? 'at_risk' : 'running', started_at: iso(due - length), due_at: iso(due), seconds_left: Math.round((due - ms) / 1000), at_risk_at: iso(atRisk), dimensions: dims(k) };
  }).filter((c) => c.seconds_left >= 0).sort((a, b) => a.seconds_left - b.seconds_left);
  const breaches = Array.from({ length: 9 }, (_, n) => {
    const due = ms - (n * 97 + 12) * 60000 - (START % 1000);
    const expedited = n % 3 === 1;
    return { case_id: caseId(300 + n), episode: 1, sla: expedited ? 'expedited_decision' : 'standard_decision', state: 'breached', started_at: iso(due - (expedited ? 3 : 7) * DAY * 1000), due_at: iso(due), stopped_at: n % 4 === 2 ? iso(due + 40 * 60000) : null, seconds_over: n % 4 === 2 ? 2400 : Math.round((ms - due) / 1000), at_risk_at: iso(due - 2 * DAY * 1000), dimensions: dims(n + 77) };
  });
  const rate = (n, d) => ({ numerator: n, denominator: d, value: n / d });
  return {
    as_of: iso(ms),
    slas: [
      { sla: 'standard_decision', title: 'Standard decision', within: '7 calendar_days', running: 148, paused: 6, at_risk: 21, breached_open: 5, met: 1932, breached: 64, cancelled: 41, breach_rate: rate(64, 1996) },
      { sla: 'expedited_decision', title: 'Expedited decision', within: '72h', running: 17, paused: 0, at_risk: 4, breached_open: 2, met: 421, breached: 27, cancelled: 3, breach_rate: rate(27, 448) },
      { sla: 'appeal_filing', title: 'Appeal filed', within: '10 business_days', running: 9, paused: 3, at_risk: 0, breached_open: 0, met: 71, breached: 0, cancelled: 2, breach_rate: rate(0, 71) },
    ],
    clocks,
    breaches,
  };
}

export function handoffs(ms, window = '24h') {
  const scale = (WINDOWS[window] ?? DAY) / DAY;
  const rows = [['Intake', 'Clinical documents', 214, 2.1, 31], ['Clinical documents', 'Reviewers', 168, 5.8, 12], ['Reviewers', 'Payer desk', 131, 1.4, 4], ['Reviewers', 'Clinical documents', 47, 7.9, 39], ['Payer desk', 'Intake', 33, 3.2, 6], ['Payer desk', 'Appeals', 19, 22.4, 1], ['Appeals', 'Reviewers', 11, 11.7, 5], [EVIL, 'Intake', 2, 0.3, 0]];
  return {
    as_of: iso(ms), window: { from: iso(ms - scale * DAY * 1000), to: iso(ms) }, between: 'team',
    handoffs: rows.map(([from, to, count, hours, pingPong], i) => ({ from, to, count: Math.max(1, Math.round(count * scale)), mean_delay_seconds: Math.round(hours * HOUR * 1.3), median_delay_seconds: Math.round(hours * HOUR * 0.8), p90_delay_seconds: Math.round(hours * HOUR * 3.1), negative: i === 1 ? 3 : 0, ping_pong: Math.round(pingPong * scale) })),
  };
}

export function signals(ms) {
  const base = { revision: 3, resolved_at: null };
  return {
    as_of: iso(ms),
    signals: [
      { ...base, signal_id: 's-1', state: 'open', staffing: 'document_collection', queue: 'documentation', title: 'Collect clinical documents', opened_at: iso(ms - 3 * HOUR * 1000), updated_at: iso(ms - 300000), demand: { backlog: 58, due_in_window: 37, past_due: 4, oldest_age_hours: 63.2, arrivals_per_hour: 14.2 }, capacity: { staff_on_hand_fte: 6, productive_fraction: 0.75 }, need: { fte_to_meet_sla: 9.4, fte_to_be_stable: 7.1, gap_sla_fte: 3.4, gap_stability_fte: 1.1, hours: 27.2 }, reason: ['58 cases wait, 37 of them fall due within the next 8 working hours.', 'At 6.0 FTE the queue grows by 2.1 cases an hour.', 'The median handling time of the last 14 days is 18 min.'], delivery: { state: 'acknowledged', attempts: 1, last_error: null } },
      { ...base, signal_id: 's-2', state: 'open', staffing: 'specialist_review', queue: 'specialist_review', title: 'Specialist review', opened_at: iso(ms - 50 * 60000), updated_at: iso(ms - 120000), demand: { backlog: 41, due_in_window: 12, past_due: 0, oldest_age_hours: 44, arrivals_per_hour: 11 }, capacity: { staff_on_hand_fte: 4.5, productive_fraction: 0.7 }, need: { fte_to_meet_sla: 5.2, fte_to_be_stable: 4.4, gap_sla_fte: 0.7, gap_stability_fte: -0.1, hours: 5.6 }, reason: ['12 of 41 waiting cases fall due today after 16:00.', 'Present staff keeps the queue stable.'], delivery: { state: 'failed', attempts: 4, last_error: 'HTTP 503 from the workforce system' } },
    ],
  };
}

const COUNTERS = { events: 48211, total: 183400 };
export function health(ms, options, process = 'prior-authorization') {
  const events = Math.min(COUNTERS.total, COUNTERS.events + Math.round((ms - START) / 1000 / 6));
  return { status: options.state === 'starting' ? 'starting' : 'ok', processes: options.processes.split(','), process, title: process === 'prior-authorization' ? 'Prior authorization' : 'Referral', version: '1', as_of: options.state === 'empty' ? null : iso(ms), mode: options.mode, speed: options.mode === 'replay' ? options.speed : null, events, rejected: 17, duplicates: 204, cases: Math.round(events / 14.3), open_cases: 355, progress: options.mode === 'replay' ? { events, total: COUNTERS.total } : null, started_at: iso(START - 2 * HOUR * 1000) };
}

export function processes(options) {
  return { as_of: null, processes: options.processes.split(',').map((process) => ({ process, title: process, version: 1 })) };
}

export function definition() {
  return {
    process: 'prior-authorization', title: 'Prior authorization', version: '1', yaml: 'process: prior-authorization\n', dimensions: ['payer_class', 'payer', 'service_line', 'facility', 'team'],
    queues: QUEUES.map(({ queue, title, waits_on }) => ({ queue, title, waits_on })),
    measures: MEASURES.map(({ measure, title, kind }) => ({ measure, title, kind })),
    slas: slas(START).slas.map(({ sla, title, within }) => ({ sla, title, within })),
  };
}

export function variants(ms) {
  const path = (text) => text.split(' > ');
  const rows = [
    ['RECEIVED > ELIGIBILITY_CHECKED > DOCUMENTS_COLLECTED > REVIEWED > SUBMITTED > DECIDED', 1204, 41], ['RECEIVED > ELIGIBILITY_CHECKED > DOCUMENTS_COLLECTED > REVIEWED > SUBMITTED > INFO_REQUESTED > INFO_SENT > DECIDED', 611, 96],
    ['RECEIVED > ELIGIBILITY_CHECKED > SUBMITTED > DECIDED', 388, 19], ['RECEIVED > ELIGIBILITY_CHECKED > DOCUMENTS_COLLECTED > DOCUMENTS_COLLECTED > REVIEWED > SUBMITTED > DECIDED', 207, 77],
    ['RECEIVED > ELIGIBILITY_CHECKED > WITHDRAWN', 133, 6], ['RECEIVED > ELIGIBILITY_CHECKED > DOCUMENTS_COLLECTED > REVIEWED > SUBMITTED > DECIDED > APPEALED > DECIDED', 98, 260],
    ['RECEIVED > ELIGIBILITY_CHECKED > DOCUMENTS_COLLECTED > REVIEWED > PEER_TO_PEER > SUBMITTED > DECIDED', 61, 121], [`RECEIVED > ${EVIL} > DECIDED`, 4, 2],
  ];
  return { as_of: iso(ms), cases: 3371, variant_count: 212, variants: rows.map(([text, count, hours]) => ({ activities: path(text), count, share: round(count / 3371), median_duration_seconds: hours * HOUR })) };
}

export function processMap(ms) {
  const arcs = [['RECEIVED', 'ELIGIBILITY_CHECKED', 3302, 0.6], ['ELIGIBILITY_CHECKED', 'DOCUMENTS_COLLECTED', 2541, 7.4], ['DOCUMENTS_COLLECTED', 'REVIEWED', 2307, 5.2], ['REVIEWED', 'SUBMITTED', 2188, 2.1], ['SUBMITTED', 'DECIDED', 2301, 38], ['SUBMITTED', 'INFO_REQUESTED', 702, 26], ['INFO_REQUESTED', 'INFO_SENT', 655, 30], ['INFO_SENT', 'DECIDED', 611, 22], ['ELIGIBILITY_CHECKED', 'SUBMITTED', 402, 3.3], ['DOCUMENTS_COLLECTED', 'DOCUMENTS_COLLECTED', 231, 11], ['REVIEWED', 'DOCUMENTS_COLLECTED', 94, 8], ['ELIGIBILITY_CHECKED', 'WITHDRAWN', 133, 6], ['DECIDED', 'APPEALED', 104, 51], ['APPEALED', 'DECIDED', 98, 170], ['REVIEWED', 'PEER_TO_PEER', 70, 20], ['PEER_TO_PEER', 'SUBMITTED', 61, 4], ['INFO_SENT', 'INFO_REQUESTED', 41, 9], ['SUBMITTED', 'WITHDRAWN', 22, 60], ['RECEIVED', 'WITHDRAWN', 18, 2], ['INFO_REQUESTED', 'WITHDRAWN', 12, 200], ['PEER_TO_PEER', 'WITHDRAWN', 7, 30], ['SUBMITTED', 'TIMEFRAME_EXTENDED', 35, 120], ['TIMEFRAME_EXTENDED', 'DECIDED', 31, 90]];
  const names = [...new Set(arcs.flatMap(([a, b]) => [a, b]))];
  const total = (name) => Math.max(arcs.filter(([, b]) => b === name).reduce((s, a) => s + a[2], 0), arcs.filter(([a]) => a === name).reduce((s, a) => s + a[2], 0));
  return {
    as_of: iso(ms), cases: 3371,
    activities: names.map((activity) => ({ activity, events: total(activity), cases: Math.min(3371, Math.round(total(activity) * 0.93)) })),
    arcs: arcs.map(([from, to, count, hours]) => ({ from, to, count, mean_seconds: Math.round(hours * HOUR * 1.2), median_seconds: Math.round(hours * HOUR * 0.8), p90_seconds: Math.round(hours * HOUR * 2.6) })),
    starts: [{ activity: 'RECEIVED', count: 3371 }], ends: [{ activity: 'DECIDED', count: 2822 }, { activity: 'WITHDRAWN', count: 192 }],
  };
}

export function caseOf(ms, id) {
  const t0 = ms - 58 * HOUR * 1000;
  const at = (h) => iso(t0 + h * HOUR * 1000);
  const d = dims(id.length + 5);
  const steps = [['RECEIVED', 0, 'portal', 'system', 'Intake'], ['ELIGIBILITY_CHECKED', 0.4, 'r.ortiz', 'person', 'Intake'], ['DOCUMENTS_COLLECTED', 9.5, 'm.chen', 'person', 'Clinical documents'], ['REVIEWED', 26, 'dr.adeyemi', 'person', 'Reviewers'], ['SUBMITTED', 27.2, 'bot-7', 'bot', 'Payer desk'], ['INFO_REQUESTED', 44, 'payer', 'payer', 'Payer'], ['INFO_SENT', 51.5, 'm.chen', 'person', 'Clinical documents']];
  return {
    as_of: iso(ms), case_id: id,
    episodes: [{ case_id: id, episode: 1, started_at: at(0), last_at: at(51.5), closed_at: null, closed_by: null, events: 7, touches: 4, rework: 0, handoffs: 4, exceptions: 1, reopened: 0, cycle_time_us: 51.5 * HOUR * 1e6, ...d }],
    events: steps.map(([activity, h, resource, kind, team], i) => ({ case_id: id, source: 'a3f1', event_id: `e${i}`, revision: 0, sequence: i, operation: 'append', activity, lifecycle: 'complete', time: at(h), resource, resource_kind: kind, team, queue: null, outcome: null, exception: activity === 'INFO_REQUESTED' ? 'MISSING_DOCUMENT' : null, reason: activity === 'INFO_REQUESTED' ? 'Operative note missing' : null, instance: null, related: null, received_at: at(h), late: i === 5 })),
    stays: [['intake', 0, 0.4], ['documentation', 0.4, 9.5], ['specialist_review', 9.5, 26], ['payer_decision', 27.2, 44], ['documentation', 44, 51.5], ['payer_decision', 51.5, null]].map(([queue, a, b], i) => ({ case_id: id, episode: 1, queue, ordinal: i < 4 ? 1 : 2, instance: null, entered_at: at(a), left_at: b === null ? null : at(b), ended_by: b === null ? null : 'left' })),
    sla_clocks: [{ case_id: id, episode: 1, sla: 'standard_decision', ordinal: 1, started_at: at(27.2), limit_us: 7 * DAY * 1e6, at_risk_at: at(27.2 + 126), due_at: at(27.2 + 168), stopped_at: null, state: 'running' }],
    activity_instances: [], handoffs: [{ case_id: id, episode: 1, ordinal: 3, from_ordinal: 2, from_activity: 'ELIGIBILITY_CHECKED', to_activity: 'DOCUMENTS_COLLECTED', from_party: 'Intake', to_party: 'Clinical documents', released_at: at(0.4), picked_up_at: at(9.5), delay_us: 9.1 * HOUR * 1e6 }],
    exceptions: [{ case_id: id, episode: 1, ordinal: 1, time: at(44), event_id: 'e5', activity: 'INFO_REQUESTED', category: 'MISSING_DOCUMENT', reason: 'Operative note missing' }],
    durations: [],
  };
}

export function cases(ms, search, limit, state = 'open') {
  const all = Array.from({ length: 355 }, (_, n) => ({ case_id: caseId(n), episode: 1, started_at: iso(ms - (n + 1) * 41 * 60000), last_at: iso(ms - (n % 90) * 17 * 60000), closed_at: null, closed_by: null, events: 3 + (n % 9), touches: 1 + (n % 4), rework: n % 3, handoffs: n % 4, cycle_time_seconds: (n + 1) * 2460, dimensions: dims(n), waiting_in: [QUEUES[Math.floor(noise(31, n) * 6)].queue] }));
  const found = state === 'closed' ? [] : all.filter((c) => c.case_id.toLowerCase().includes((search ?? '').toLowerCase()));
  return { as_of: iso(ms), total: found.length, cases: found.slice(0, limit) };
}

/** The open stays of a queue, those that began first in front. */
export function stays(ms, queue, limit) {
  const waiting = cases(ms, '', 355).cases.filter((c) => c.waiting_in.includes(queue)).reverse();
  const rows = waiting.map((c) => ({ case_id: c.case_id, episode: 1, ordinal: 1, entered_at: c.started_at, left_at: null, ended_by: null, age_seconds: (ms - Date.parse(c.started_at)) / 1000, dimensions: c.dimensions }));
  return { as_of: iso(ms), total: rows.length, next_cursor: null, stays: rows.slice(0, limit) };
}

export { START };
