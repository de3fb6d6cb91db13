// Makes the mock's documents of the analysis from real ones: node tests/mock/cut.mjs FOLDER, where FOLDER has
//   bottlenecks.json  sojourn mine LOG --bottlenecks --json --definition DEFINITION
//   waits.json        sojourn waits LOG --json --definition DEFINITION
//   differences.json  sojourn mine A --against B --json, A the routine cases of LOG, B the others
// of the log and the definition of `sojourn generate --cases 3000 --seed 3`. Lists are cut, numbers rounded; every key stays.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
const OUT = fileURLToPath(new URL('mining', import.meta.url));
const KEPT = { segments: 14, activities: 4, resource_pairs: 4, pairs: 24, cumulative_flow: 3, goes_with: 6 };
const ACTIVITIES = new Set(['bottlenecks', 'also']);

function cut(value, key = '', owner = '') {
  if (Array.isArray(value)) return value.slice(0, key === 'activities' && ACTIVITIES.has(owner) ? undefined : (KEPT[key] ?? 20)).map((v) => cut(v, '', key));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, cut(v, k, owner)]));
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const write = (name, document) => writeFileSync(join(OUT, `${name}.json`), `${JSON.stringify(document)}\n`);

const bottlenecks = read('bottlenecks');
const { handoffs, ...rest } = bottlenecks;
write('bottlenecks', cut(rest));
write('handovers', cut({ between: 'resource', ...handoffs, parties: parties(handoffs.pairs) }));
write('waits', cut({ ...read('waits'), resource_pairs: [] }));
const all = read('differences');
write('differences', { cases_a: 2647, cases_b: 353, cases_in_both: 0, differences: all.filter((d) => d.cases_a >= 30).map((d) => cut(d)) });

/** Who hands on and who takes, as the API adds it to the pairs. */
function parties(pairs) {
  const found = new Map();
  const of = (party) => found.get(party) ?? found.set(party, { party, handed_on: 0, handed_on_hours: 0, taken: 0, taken_hours: 0 }).get(party);
  for (const p of pairs) {
    of(p.from).handed_on += p.count;
    of(p.from).handed_on_hours += p.delay_hours;
    of(p.to).taken += p.count;
    of(p.to).taken_hours += p.delay_hours;
  }
  return [...found.values()].sort((a, b) => b.handed_on_hours - a.handed_on_hours);
}
