import { describe, expect, it } from 'vitest';
import { attributeName, causesText, isFilterable, ranked, total } from '../../src/lib/causes';
import { CAUSES, slowAt, type Causes, type Slow } from '../../src/lib/mining';

const causes = (some: Partial<Causes>): Causes => ({ ...(Object.fromEntries(CAUSES.map((c) => [c, 0])) as Causes), ...some });

describe('causes in words', () => {
  it('come greatest first, those of nothing left out, ties in their own order', () => {
    expect(ranked(causes({ contention: 5, batching: 5, extraneous: 7 }))).toEqual(['extraneous', 'batching', 'contention']);
    expect(total(causes({ contention: 5, extraneous: 7 }))).toBe(12);
    expect(causesText(causes({ unavailability: 3 * 3600, external_party: 9 * 3600 }))).toBe('Somebody outside 75.0 % (9 h), Off duty 25.0 % (3 h)');
    expect(causesText(causes({}))).toBe('');
  });

  it('tell what can be filtered from what is the time of entry', () => {
    expect(['payer_class', 'case:urgency', 'resource', 'weekday of entry', 'hour of entry'].filter(isFilterable)).toEqual(['payer_class', 'case:urgency', 'resource']);
    expect(attributeName('case:payer_class')).toBe('payer class');
  });
});

describe('the troubles at a segment', () => {
  const slow = (from: string | null, to: string, also: Slow[] = []): Slow => ({ from, to, also }) as Slow;
  it('are told once: as they are, before any wait of the activity, or as they show there', () => {
    const [here, before, through] = [slow('A', 'B', [slow(null, 'B')]), slow(null, 'B'), slow('C', 'D', [slow('A', 'B'), slow(null, 'B')])];
    expect(slowAt([here, before, through, slow('X', 'B'), slow('A', 'C')], { from: 'A', to: 'B' })).toEqual([here, before, through.also[0]]);
  });
});
