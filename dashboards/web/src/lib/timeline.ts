/** Puts a case's facts, as the store has them, in the order that the drawer shows. */
import type { CaseDocument, Cell, Row } from './contract';
import { millis } from './format';

export const text = (cell: Cell): string | null => (cell === null || cell === undefined || cell === '' ? null : String(cell));
export const number = (cell: Cell): number | null => {
  const n = typeof cell === 'number' ? cell : typeof cell === 'string' && cell !== '' ? Number(cell) : NaN;
  return Number.isFinite(n) ? n : null;
};

/** Length in seconds, under whichever of the two names a row has it: `x_seconds` or `x_us`. */
export function secondsOf(row: Row, name: string): number | null {
  const seconds = number(row[`${name}_seconds`]);
  const micros = number(row[`${name}_us`]);
  return seconds ?? (micros === null ? null : micros / 1e6);
}

export interface Step {
  at: number;
  time: string;
  /** Seconds since the step before, null for the first. */
  gap: number | null;
  row: Row;
}

/** Events in the order of the case: time, then source and sequence. */
export function steps(document: CaseDocument): Step[] {
  const rows = (document.events ?? [])
    .map((row) => ({ row, time: text(row['time']) ?? '', at: millis(text(row['time'])) }))
    .filter((s): s is { row: Row; time: string; at: number } => s.at !== null);
  rows.sort((a, b) => a.at - b.at || compare(text(a.row['source']), text(b.row['source'])) || (number(a.row['sequence']) ?? 0) - (number(b.row['sequence']) ?? 0));
  return rows.map((s, i) => ({ ...s, gap: i === 0 ? null : (s.at - (rows[i - 1]?.at ?? s.at)) / 1000 }));
}

const compare = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0);

export interface Bar {
  queue: string;
  from: number;
  /** Null: still waits there. */
  to: number | null;
  seconds: number;
}

/** Stays as bars on one scale of time; an open one reaches to `asOf`. */
export function bars(document: CaseDocument): { bars: Bar[]; from: number; to: number } | null {
  const asOf = millis(document.as_of);
  const found: Bar[] = [];
  for (const row of document.stays ?? []) {
    const from = millis(text(row['entered_at']));
    const to = millis(text(row['left_at']));
    const end = to ?? asOf;
    if (from === null || end === null) continue;
    found.push({ queue: text(row['queue']) ?? '?', from, to, seconds: Math.max(0, (end - from) / 1000) });
  }
  if (found.length === 0) return null;
  found.sort((a, b) => a.from - b.from || compare(a.queue, b.queue));
  const ends = found.map((b) => b.to ?? asOf ?? b.from);
  return { bars: found, from: Math.min(...found.map((b) => b.from)), to: Math.max(...ends) };
}
