// The analysis of the mock: real documents, cut (see cut.mjs), and plain pictures. A filter leaves a part of the cases; one whose brackets
// or quotes don't close is refused as the server does, and has('Nobody') leaves none.
import { readFileSync } from 'node:fs';
import * as data from './data.mjs';

const document = (name) => JSON.parse(readFileSync(new URL(`mining/${name}.json`, import.meta.url), 'utf8'));
const REAL = { bottlenecks: document('bottlenecks'), waits: document('waits'), handovers: document('handovers'), differences: document('differences') };
const COUNTS = new Set(['cases', 'count', 'estimated_starts', 'activity_instances', 'peers', 'events', 'ping_pongs', 'reworks', 'steps', 'missing', 'ping_pong_cases', 'taken', 'handed_on', 'variant_count', 'tested', 'significant']);
const AMOUNTS = new Set(['wait_hours', 'working_wait_hours', 'stay_hours', 'delay_hours', 'standing', 'hours_a_month', 'cases_a_month', 'people', 'handed_on_hours', 'taken_hours']);

/** A part of everything that is summed up: counts whole, times as they are. */
function part(value, share, key = '') {
  if (Array.isArray(value)) return value.map((v) => part(v, share, key));
  if (value !== null && typeof value === 'object') {
    const all = key === 'wait_hours_by_cause';
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, all && typeof v === 'number' ? v * share : part(v, share, k)]));
  }
  if (typeof value !== 'number') return value;
  return COUNTS.has(key) ? Math.round(value * share) : AMOUNTS.has(key) ? value * share : value;
}

const lists = (value) => Object.fromEntries(Object.entries(value).map(([k, v]) => [k, Array.isArray(v) ? [] : v]));

/** Where a filter breaks, and how the server says so; null where it doesn't. */
export function faultOf(name, text) {
  const open = [];
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    const wrong = (what, where) => ({ detail: `${name}: ${what}, at character ${where + 1}: "${text.slice(where, where + 100)}".`, hint: 'Maybe put texts with blanks or signs into single quotes.' });
    if (c === "'") {
      at = text.indexOf("'", at + 1);
      if (at < 0) return wrong('a quote never closes', text.length);
    } else if (c === '(' || c === '[') open.push(c);
    else if (c === ')' || c === ']') {
      if (open.pop() !== (c === ')' ? '(' : '[')) return wrong(c === ')' ? 'a list never closes' : 'a value is missing', at);
    }
  }
  if (open.length) return { detail: `${name}: the brackets never close, at character ${text.length + 1}: "".`, hint: 'Maybe put texts with blanks or signs into single quotes.' };
  const unknown = /^\s*(\w+)\s*\(/.exec(text)?.[1];
  if (unknown && !/^(and|or|not|time|case|event|variants|starts|ends|has|has_all|directly_follows|eventually_follows|duration|rework|throughput|in|range|missing)$/.test(unknown)) return { detail: `${name}: there is no filter "${unknown}".`, hint: 'Maybe use one of: and, or, not, has.' };
  return null;
}

function picture(title, segment) {
  const lines = Array.from({ length: 90 }, (_, n) => {
    const from = 40 + n * 7.6;
    return `<path d="M${from.toFixed(1)} 60L${(from + 4 + data.noise(title.length, n) ** 4 * 160).toFixed(1)} 240"/>`;
  });
  const text = (s) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="920" height="280" viewBox="0 0 920 280"><style>text{font:14px sans-serif;fill:#14212c}path{stroke:#1d5c87;stroke-opacity:.45}@media (prefers-color-scheme:dark){text{fill:#e8eef3}path{stroke:#76b6e2}}</style><text x="40" y="28">${text(title)}</text><text x="40" y="50" font-size="12">${text(segment?.from ?? '')}</text><text x="40" y="262">${text(segment?.to ?? '')}</text>${lines.join('')}<script>window.pwned = 1; parent.pwned = 1;</script></svg>`;
}

const PICTURES = { 'process-map': 'Process map', spectrum: 'Each wait in time', dots: 'Each case in time', cascades: 'Waits that follow each other', 'cumulative-flow': 'What came, and what was done' };

/** The answer to a question of the analysis: {problem}, {svg}, {body}; null where it is none. */
export function answer(path, query, asOf) {
  const [, name, isPicture] = /^\/api\/v1\/([a-z-]+)(\.svg)?$/.exec(path) ?? [];
  const isMap = name === 'variants' || name === 'process-map';
  if (!(isPicture ? PICTURES[name] : isMap || REAL[name])) return null;
  const [filter, events, against] = ['filter', 'events', 'against'].map((key) => query.get(key));
  const problem = faultOf('filter', filter ?? '') ?? faultOf('events', events ?? '') ?? faultOf('filter', against ?? '');
  if (problem) return { problem };
  if (isPicture) return { svg: picture(PICTURES[name], query.has('from') ? { from: query.get('from'), to: query.get('to') } : null) };
  const ofTheWall = isMap && !filter && !events;
  const head = { as_of: new Date(asOf).toISOString(), filter, events };
  const whole = name === 'variants' ? data.variants(asOf) : name === 'process-map' ? data.processMap(asOf) : REAL[name];
  if (filter?.includes("has('Nobody')")) return { ofTheWall, body: { ...lists(part(whole, 0)), ...head } };
  return { ofTheWall, body: { ...(filter || events ? part(whole, 0.35) : whole), ...head, ...(against ? { against } : {}) } };
}
