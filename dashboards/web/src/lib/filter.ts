/**
 * Filters as text: their terms taken apart and put together, and in words. What a filter means, and whether it is right, only the
 * server says; a text that can't be read here is one term.
 */

/** A text as an argument: in single quotes, a quote in it doubled. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const list = (texts: string[]): string => texts.map(quote).join(', ');

/** Columns that each event has of its own; a case has one value of all others. */
const OF_EVENTS = new Set(['activity', 'lifecycle', 'resource', 'team', 'instance']);

export function isOneOf(column: string, values: string[]): string {
  const test = `in(${/^\w+$/.test(column) ? column : quote(column)}, [${list(values)}])`;
  return OF_EVENTS.has(column) ? `event(${test})` : `case(${test})`;
}

/** Cases by the value that they have last; `(none)` is none, as in the API's `where`. */
export const lastValue = (column: string, value: string): string => (value === '(none)' ? `case(missing(${column}))` : `case(in(${column}, [${quote(value)}]))`);

/** Cases that have an event with this value: right where the value of a case changes, too. */
export const hasValue = (column: string, value: string): string => `event(in(${/^\w+$/.test(column) ? column : quote(column)}, [${quote(value)}]))`;
export const has = (activity: string): string => `has(${quote(activity)})`;
export const starts = (activity: string): string => `starts(${quote(activity)})`;
export const ends = (activity: string): string => `ends(${quote(activity)})`;
export const through = (from: string, to: string): string => `directly_follows(${quote(from)}, ${quote(to)})`;
export const longerThan = (span: string): string => `duration(min=${span})`;
export const mostFrequent = (variants: number): string => `variants(top=${variants})`;
export const startedFrom = (day: string): string => `time(started, from=${day})`;
export const startedBefore = (day: string): string => `time(started, to=${day})`;
export const not = (filter: string): string => `not(${filter})`;

const MAX_STEPS = 40;
const MAX_OTHERS = 60;

/**
 * Cases that begin and end as a variant does, take each of its steps, and have none of the other activities. Those that repeat or mix its
 * steps pass too; but unlike the rank of a variant this stays the same under another filter, and while new cases come.
 *
 * @param all every activity of the cases that are looked at
 */
export function wayOf(activities: string[], all: string[]): string {
  const [first, last] = [activities[0], activities.at(-1)];
  if (first === undefined || last === undefined) return '';
  const steps = new Set<string>();
  for (let i = 1; i < activities.length && steps.size < MAX_STEPS; i++) {
    const [from, to] = [activities[i - 1] ?? '', activities[i] ?? ''];
    if (from !== to) steps.add(through(from, to));
  }
  const others = all.filter((a) => !activities.includes(a)).slice(0, MAX_OTHERS);
  const without = others.length === 0 ? [] : [not(`has(${list(others)})`)];
  return `and(${[starts(first), ends(last), ...steps, ...without].join(', ')})`;
}

/** The parts of a text between commas that stand in no bracket and no quotes; null where brackets or quotes don't close. */
export function split(text: string): string[] | null {
  const parts: string[] = [];
  const open: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (c === "'") {
      // A doubled quote opens again at once what it closes.
      at = text.indexOf("'", at + 1);
      if (at < 0) return null;
    } else if (c === '(' || c === '[') open.push(c === '(' ? ')' : ']');
    else if (c === ')' || c === ']') {
      if (open.pop() !== c) return null;
    } else if (c === ',' && open.length === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return open.length > 0 ? null : [...parts, text.slice(from).trim()];
}

/** Name and arguments of a term such as `has('A', 'B')`; null if the text isn't one. */
export function call(text: string): { name: string; args: string[] } | null {
  const match = /^\s*(\w+)\s*\(([\s\S]*)\)\s*$/.exec(text);
  const args = match?.[2] === undefined ? null : split(match[2]);
  return match?.[1] && args ? { name: match[1], args: args.length === 1 && args[0] === '' ? [] : args } : null;
}

/** What all have to hold: the terms of an `and(…)`, else the filter itself. */
export function termsOf(filter: string | null): string[] {
  if (filter === null || filter.trim() === '') return [];
  const whole = call(filter);
  return whole?.name === 'and' ? whole.args : [filter.trim()];
}

export function joined(terms: string[]): string | null {
  const [first, ...others] = terms.filter((t, i) => t !== '' && terms.indexOf(t) === i);
  return first === undefined ? null : others.length === 0 ? first : `and(${[first, ...others].join(', ')})`;
}

/** The filter with one condition more. An `and(…)` gives its own conditions. */
export function withTerm(filter: string | null, term: string): string | null {
  return joined([...termsOf(filter), ...termsOf(term)]);
}

export function withoutTerm(filter: string | null, term: string): string | null {
  return joined(termsOf(filter).filter((t) => t !== term));
}

function unquoted(text: string): string {
  return text.startsWith("'") && text.endsWith("'") && text.length > 1 ? text.slice(1, -1).replaceAll("''", "'") : text;
}

function valuesOf(args: string[]): string[] {
  const alone = args.length === 1 ? /^\[([\s\S]*)\]$/.exec(args[0] ?? '') : null;
  return (alone ? (split(alone[1] ?? '') ?? []) : args).map(unquoted);
}

const MAX_NAMED = 3;

function negated(term: string): string {
  const c = call(term);
  if (c?.name === 'has' && c.args.length > MAX_NAMED) return `has none of ${c.args.length} other activities`;
  return `not: ${inWords(term)}`;
}

/** A condition in words; a text that isn't one of the usual ones stays as it is. */
export function inWords(term: string): string {
  const c = call(term);
  const values = (c ? c.args : []).map(unquoted);
  const [a = '', b = ''] = values;
  if (!c) return term;
  if (c.name === 'not' && c.args.length === 1) return negated(c.args[0] ?? '');
  const named = c.args.some((arg) => /^\w+\s*=/.test(arg));
  if (c.name === 'case' || c.name === 'event') {
    const test = call(c.args[0] ?? '');
    if (c.args.length !== 1 || test?.name !== 'in') return term;
    return `${unquoted(test.args[0] ?? '').replaceAll('_', ' ')} is ${valuesOf(test.args.slice(1)).join(' or ')}`;
  }
  if (c.name === 'directly_follows' && values.length === 2 && !named) return `passes ${a} → ${b}`;
  if (c.name === 'has' && !named) return `has ${valuesOf(c.args).join(' or ')}`;
  if (c.name === 'starts' && !named) return `starts with ${valuesOf(c.args).join(' or ')}`;
  if (c.name === 'ends' && !named) return `ends with ${valuesOf(c.args).join(' or ')}`;
  if (c.name === 'duration' && values.length === 1 && a.startsWith('min=')) return `takes ${a.slice(4)} or longer`;
  if (c.name === 'variants' && values.length === 1 && a.startsWith('top=')) return `of the ${a.slice(4)} most frequent variants`;
  if (c.name === 'time' && values.length === 2 && a === 'started') return `started ${b.startsWith('from=') ? `from ${b.slice(5)}` : `before ${b.replace(/^to=/, '')}`}`;
  return term;
}

/** The one value that a condition asks of a column, as `where` says it: `payer:AETNA`; null where it asks something else. */
function whereOf(term: string): string | null {
  const whole = call(term);
  const test = whole?.name === 'case' && whole.args.length === 1 ? call(whole.args[0] ?? '') : null;
  const column = unquoted(test?.args[0] ?? '');
  if (column === '') return null;
  if (test?.name === 'missing' && test.args.length === 1) return `${column}:(none)`;
  const values = test?.name === 'in' ? valuesOf(test.args.slice(1)) : [];
  return values.length === 1 ? `${column}:${values[0] ?? ''}` : null;
}

/** The same choice in the words of the API's `where`; null where it says more than values of columns. */
export function wheresOf(filter: string | null): string[] | null {
  const wheres = termsOf(filter).map(whereOf);
  return wheres.every((w) => w !== null) ? wheres : null;
}

/** Where in the filter the server found a fault, counted from 0, by its message; null where it names no place. */
export function faultAt(message: string, filter: string): number | null {
  const place = /at character (\d+)/.exec(message);
  if (place) return Math.min(filter.length, Math.max(0, Number(place[1]) - 1));
  for (const [, name = ''] of message.matchAll(/"([^"]+)"/g)) {
    const at = filter.indexOf(name);
    if (name !== '' && at >= 0) return at;
  }
  return null;
}
