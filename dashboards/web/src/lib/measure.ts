/** How a measure's figures are written, by its kind. */
import type { Measure, MeasureFigures, Ratio, Target } from './contract';
import { count, decimal, delta, duration, percent, percentDigits, secondsPer } from './format';

type Kinded = Pick<Measure, 'kind' | 'unit'>;

/** A value of the measure: "14.2 %", "1,204", "2 d 4 h", "0.87". */
export function valueText(m: Kinded, value: number | null | undefined): string {
  if (m.kind === 'share') return percent(value);
  if (m.kind === 'count') return count(value);
  if (m.kind === 'duration') return duration(value === null || value === undefined ? null : value * secondsPer(m.unit));
  return decimal(value, value !== null && value !== undefined && Math.abs(value) < 10 ? 3 : 1);
}

/** "412 of 2,904"; what a count or a mean is over. */
export function basis(m: Kinded, f: Ratio): string {
  if (m.kind === 'share') return `${count(f.numerator)} of ${count(f.denominator)}`;
  if (m.kind === 'count') return 'in this window';
  return `mean of ${count(f.denominator)}`;
}

const OPERATORS: Record<string, string> = { '<=': '≤', '>=': '≥' };

export function targetText(m: Kinded, target: Target): string {
  return `${OPERATORS[target.operator] ?? target.operator} ${valueText(m, target.value)}`;
}

/** The Wilson interval of a share: "8.1 – 11.4 %". */
export function intervalText(f: MeasureFigures): string | null {
  if (f.wilson_low === null || f.wilson_low === undefined || f.wilson_high === null || f.wilson_high === undefined) return null;
  return `${percentDigits(f.wilson_low)} – ${percentDigits(f.wilson_high)} %`;
}

/** Breach rates come under the title of their SLA. */
export function titleOf(m: Pick<Measure, 'measure' | 'title'>): string {
  return m.measure.startsWith('sla:') ? `${m.title ?? m.measure.slice(4)}: breached` : (m.title ?? m.measure);
}

/** Whether a value fulfils the target; null without either. */
export function meets(target: Target | null, value: number | null): boolean | null {
  if (target === null || value === null) return null;
  if (target.operator === '<') return value < target.value;
  if (target.operator === '<=') return value <= target.value;
  if (target.operator === '>') return value > target.value;
  return target.operator === '>=' ? value >= target.value : null;
}

export interface Change {
  direction: 'up' | 'down' | 'flat';
  text: string;
  /** Towards the target, away from it, or null where there is none. */
  better: boolean | null;
}

/** Against the window before; null when either has no value. Shares change by points, other kinds by percent. */
export function change(m: Pick<Measure, 'measure' | 'kind' | 'value' | 'previous' | 'target'>): Change | null {
  const before = m.previous?.value;
  if (m.value === null || before === null || before === undefined) return null;
  const difference = m.value - before;
  let text: string;
  if (m.kind === 'share') text = `${delta(difference * 100)} pts`;
  else if (before === 0) return null;
  else text = `${delta((difference / Math.abs(before)) * 100)} %`;
  const flat = /^[+−]?0(\.0+)? /.test(text);
  const wantsLess = m.target ? m.target.operator.startsWith('<') : m.measure.startsWith('sla:') ? true : null;
  return {
    direction: flat ? 'flat' : difference > 0 ? 'up' : 'down',
    text,
    better: flat || wantsLess === null ? null : wantsLess === difference < 0,
  };
}
