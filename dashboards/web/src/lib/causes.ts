/** Causes of waits in words; and which are ours to change. */
import { duration, percent, words } from './format';
import { CAUSES, type Cause, type Causes } from './mining';

const NAMES: Record<Cause, { name: string; why: string }> = {
  external_party: { name: 'Somebody outside', why: 'the case was with a payer or a patient' },
  batching: { name: 'Held for a batch', why: 'it was ready, but done together with others later' },
  contention: { name: 'Busy with earlier work', why: 'whoever did it was at work on what had come before' },
  prioritisation: { name: 'Later work went first', why: 'whoever did it was at work on what came after it' },
  unavailability: { name: 'Off duty', why: 'whoever did it was not on duty' },
  extraneous: { name: 'No known reason', why: 'none of the others, or nobody is known to have done it' },
};

export const causeName = (cause: Cause): string => NAMES[cause].name;
export const causeWhy = (cause: Cause): string => NAMES[cause].why;

/** Causes that have something of the wait, the greatest first; ties in the order of causes. */
export function ranked(causes: Causes): Cause[] {
  return CAUSES.filter((c) => causes[c] > 0).sort((a, b) => causes[b] - causes[a]);
}

export function total(causes: Causes): number {
  return CAUSES.reduce((sum, c) => sum + causes[c], 0);
}

/** "Somebody outside 88.2 % (14 d 2 h), Off duty 11.8 % (1 d 22 h)". */
export function causesText(causes: Causes): string {
  const all = total(causes);
  return ranked(causes)
    .map((c) => `${causeName(c)} ${percent(causes[c] / all)} (${duration(causes[c])})`)
    .join(', ');
}

/** Attributes of a root cause that a filter can ask for; days and hours are none of a case. */
export function isFilterable(attribute: string): boolean {
  return !/^(weekday|hour) of /.test(attribute);
}

/** "weekday of entry" stays; "payer_class" becomes words. */
export const attributeName = (attribute: string): string => words(attribute.replace(/^case:/, ''));
