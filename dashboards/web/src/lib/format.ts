/** Numbers and times as people read them. Everything is UTC and English, and the same on every machine. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shown where there is no figure. */
export const NOTHING = '–';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** The sum; null where one of them is not shown, since the others would tell it apart. */
export function total(numbers: (number | null)[]): number | null {
  return numbers.reduce<number | null>((a, b) => (a === null || b === null ? null : a + b), 0);
}

export function count(n: number | null | undefined): string {
  return n === null || n === undefined || !Number.isFinite(n) ? NOTHING : whole.format(n);
}

/** 48211 → "48.2 k"; small numbers in full. */
export function compact(n: number | null | undefined): string {
  if (n === null || n === undefined || !Number.isFinite(n)) return NOTHING;
  if (Math.abs(n) < 10_000) return whole.format(n);
  if (Math.abs(n) < 999_500) return `${(n / 1000).toFixed(Math.abs(n) < 99_950 ? 1 : 0)} k`;
  return `${(n / 1_000_000).toFixed(Math.abs(n) < 99_950_000 ? 1 : 0)} M`;
}

/** The two largest parts: "2 d 4 h", "3 h 5 min", "35 min", "42 s". */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NOTHING;
  const sign = seconds < 0 ? '−' : '';
  const s = Math.abs(seconds);
  if (s < 1 && s > 0) return `${sign}${s.toFixed(1)} s`;
  if (Math.round(s) < MINUTE) return `${sign}${Math.round(s)} s`;
  if (Math.round(s / MINUTE) < 60) return `${sign}${Math.round(s / MINUTE)} min`;
  if (Math.round(s / MINUTE) < 24 * 60) return sign + parts(Math.round(s / MINUTE), 60, 'h', 'min');
  if (Math.round(s / HOUR) < 100 * 24) return sign + parts(Math.round(s / HOUR), 24, 'd', 'h');
  return `${sign}${whole.format(Math.round(s / DAY))} d`;
}

/** A duration of working time: in hours, never in days, of which nobody knows whether they have 8 hours or 24. */
export function workingTime(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !(Math.abs(seconds) >= DAY)) return duration(seconds);
  return `${seconds < 0 ? '−' : ''}${whole.format(Math.round(Math.abs(seconds) / HOUR))} h`;
}

function parts(total: number, base: number, large: string, small: string): string {
  const rest = total % base;
  return `${Math.floor(total / base)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

/** For a running clock: seconds shown under an hour, so that it can be seen to move: "2 d 4 h", "3:05:09", "12:40". */
export function countdown(seconds: number): string {
  const sign = seconds < 0 ? '−' : '';
  const s = Math.floor(Math.abs(seconds));
  if (s >= DAY) return sign + `${Math.floor(s / DAY)} d ${Math.floor((s % DAY) / HOUR)} h`;
  const two = (n: number) => String(n).padStart(2, '0');
  const tail = `${two(Math.floor((s % HOUR) / MINUTE))}:${two(s % MINUTE)}`;
  return sign + (s >= HOUR ? `${Math.floor(s / HOUR)}:${tail}` : tail);
}

/** Bound of an age band: "8 h", "3 d". Whole days only from two days up, as people say "24 h". */
export function bound(seconds: number): string {
  if (seconds >= 2 * DAY && seconds % DAY === 0) return `${seconds / DAY} d`;
  if (seconds % HOUR === 0) return `${seconds / HOUR} h`;
  if (seconds % MINUTE === 0) return `${seconds / MINUTE} min`;
  return `${seconds} s`;
}

export function band(from: number, to: number | null): string {
  if (to === null) return `≥ ${bound(from)}`;
  return from === 0 ? `< ${bound(to)}` : `${bound(from)} – ${bound(to)}`;
}

/** A share in percent, with as many digits as it deserves: "14.2 %", "0.35 %", "100 %". */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NOTHING;
  return `${percentDigits(share)} %`;
}

export function percentDigits(share: number): string {
  const p = share * 100;
  if (p === 0 || p === 100) return String(p);
  return p.toFixed(Math.abs(p) < 1 ? 2 : 1);
}

export function decimal(n: number | null | undefined, digits = 1): string {
  if (n === null || n === undefined || !Number.isFinite(n)) return NOTHING;
  return signed(n, n.toFixed(digits), false);
}

/** With its sign always shown, and a true minus. */
export function delta(n: number, digits = 1): string {
  return signed(n, n.toFixed(digits), true);
}

function signed(n: number, text: string, plus: boolean): string {
  const bare = text.replace(/^-/, '');
  if (Number(bare) === 0) return bare;
  return n < 0 ? `−${bare}` : plus ? `+${bare}` : bare;
}

const SECONDS: Record<string, number> = { seconds: 1, minutes: MINUTE, hours: HOUR, days: DAY };

/** The seconds in one `unit` of a duration measure; without a unit the value is in seconds. */
export function secondsPer(unit: string | null | undefined): number {
  return SECONDS[unit ?? 'seconds'] ?? 1;
}

const dayTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' });

export function millis(instant: string | null | undefined): number | null {
  if (!instant) return null;
  const parsed = Date.parse(instant);
  return Number.isNaN(parsed) ? null : parsed;
}

export function date(instant: string | null | undefined): string {
  const at = millis(instant);
  return at === null ? NOTHING : dayTime.format(at).replace(',', '');
}

export function time(instant: string | null | undefined, withSeconds = true): string {
  const at = millis(instant);
  if (at === null) return NOTHING;
  const text = clockTime.format(at);
  return withSeconds ? text : text.slice(0, 5);
}

/** "12 Mar 14:32", for tables. */
export function moment(instant: string | null | undefined): string {
  const at = millis(instant);
  if (at === null) return NOTHING;
  const [, day, month] = dayTime.format(at).replace(',', '').split(' ');
  return `${day} ${month} ${clockTime.format(at).slice(0, 5)}`;
}

/** "7 calendar_days" → "7 calendar days"; identifiers become words, their case is kept. */
export function words(identifier: string | null | undefined): string {
  return (identifier ?? '').replaceAll('_', ' ').trim();
}

/** "DOCUMENTS_COLLECTED" → "Documents collected"; a name that has its own spelling (lower case in it) is kept. */
export function activityName(name: string): string {
  const text = words(name);
  if (text !== text.toUpperCase() || text.length < 2) return text;
  return text.charAt(0) + text.slice(1).toLowerCase();
}

/** A sentence's first letter large. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
