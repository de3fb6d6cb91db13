import { describe, expect, it } from 'vitest';
import { basis, change, intervalText, meets, targetText, titleOf, valueText } from '../../src/lib/measure';

describe('measures in words', () => {
  it('are written by their kind and unit', () => {
    expect(valueText({ kind: 'share', unit: null }, 0.114)).toBe('11.4 %');
    expect(valueText({ kind: 'duration', unit: 'hours' }, 43.2)).toBe('1 d 19 h');
    expect(valueText({ kind: 'duration', unit: null }, 90)).toBe('2 min');
    expect(valueText({ kind: 'count', unit: null }, 1204)).toBe('1,204');
    expect(valueText({ kind: 'share', unit: null }, null)).toBe('–');
    expect(targetText({ kind: 'duration', unit: 'hours' }, { operator: '<=', value: 48 })).toBe('≤ 2 d');
    expect(basis({ kind: 'share', unit: null }, { numerator: 3, denominator: 1996, value: 0 })).toBe('3 of 1,996');
  });

  it('have an interval only where the server gives one', () => {
    expect(intervalText({ numerator: 1, denominator: 2, value: 0.5, wilson_low: 0.081, wilson_high: 0.114 })).toBe('8.1 – 11.4 %');
    expect(intervalText({ numerator: 1, denominator: 2, value: 0.5 })).toBeNull();
  });
});

describe('the change against the window before', () => {
  const previous = { numerator: 1, denominator: 10, value: 0.1 };
  it('is in points for a share, and better when it goes where the target is', () => {
    const rising = { measure: 'm', kind: 'share', value: 0.15, previous } as const;
    expect(change({ ...rising, target: { operator: '<=', value: 0.08 } })).toEqual({ direction: 'up', text: '+5.0 pts', better: false });
    expect(change({ ...rising, target: { operator: '>=', value: 0.08 } })?.better).toBe(true);
    expect(change({ ...rising, target: null })?.better).toBeNull();
  });

  it('of a breach rate is better when it falls', () => {
    expect(change({ measure: 'sla:x', kind: 'share', value: 0.05, previous, target: null })?.better).toBe(true);
    expect(titleOf({ measure: 'sla:x', title: 'Standard decision' })).toBe('Standard decision: breached');
  });

  it('is flat when it cannot be seen', () => {
    expect(change({ measure: 'm', kind: 'share', value: 0.1001, previous, target: null })?.direction).toBe('flat');
  });

  it('is nothing without two values', () => {
    expect(change({ measure: 'm', kind: 'share', value: null, previous, target: null })).toBeNull();
    expect(change({ measure: 'm', kind: 'count', value: 3, previous: { numerator: 0, denominator: 0, value: 0 }, target: null })).toBeNull();
  });
});

describe('a target', () => {
  it.each([['<', 1, false], ['<=', 1, true], ['>', 1, false], ['>=', 1, true]] as const)('%s 1 against %d is %s', (operator, value, met) =>
    expect(meets({ operator, value: 1 }, value)).toBe(met),
  );
  it('without a value is neither met nor missed', () => {
    expect(meets({ operator: '<', value: 1 }, null)).toBeNull();
    expect(meets(null, 1)).toBeNull();
  });
});
