import { describe, expect, it } from 'vitest';
import * as f from '../../src/lib/format';

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [0.4, '0.4 s'],
    [42, '42 s'],
    [59.6, '1 min'],
    [35 * 60, '35 min'],
    [3599, '1 h'],
    [3600, '1 h'],
    [3 * 3600 + 5 * 60, '3 h 5 min'],
    [23 * 3600 + 59 * 60 + 45, '1 d'],
    [52 * 3600, '2 d 4 h'],
    [48 * 3600, '2 d'],
    [200 * 86400, '200 d'],
    [-90, '−2 min'],
  ])('writes %d seconds as %s', (seconds, text) => expect(f.duration(seconds)).toBe(text));

  it.each([
    [3 * 3600 + 5 * 60, '3 h 5 min'],
    [52 * 3600, '52 h'],
    [-1_200 * 3600, '−1,200 h'],
    [NaN, '–'],
    [undefined, '–'],
  ])('never writes working time in days: %d seconds as %s', (seconds, text) => expect(f.workingTime(seconds)).toBe(text));

  it('writes a dash where there is no figure', () => {
    for (const nothing of [null, undefined, NaN, Infinity]) expect(f.duration(nothing)).toBe('–');
  });

  it('counts down with seconds under a day', () => {
    expect(f.countdown(759)).toBe('12:39');
    expect(f.countdown(3 * 3600 + 309)).toBe('3:05:09');
    expect(f.countdown(2 * 86400 + 4 * 3600 + 59)).toBe('2 d 4 h');
    expect(f.countdown(-61)).toBe('−01:01');
  });

  it('names the bounds of age bands', () => {
    expect(f.band(0, 28800)).toBe('< 8 h');
    expect(f.band(28800, 86400)).toBe('8 h – 24 h');
    expect(f.band(86400, 259200)).toBe('24 h – 3 d');
    expect(f.band(604800, null)).toBe('≥ 7 d');
  });
});

describe('numbers', () => {
  it('groups, and shortens only what is long', () => {
    expect(f.count(48211)).toBe('48,211');
    expect(f.compact(9999)).toBe('9,999');
    expect(f.compact(48211)).toBe('48.2 k');
    expect(f.compact(999_499)).toBe('999 k');
    expect(f.compact(999_500)).toBe('1.0 M');
    expect(f.compact(null)).toBe('–');
  });

  it('gives a share the digits that it deserves', () => {
    expect(f.percent(0.1421)).toBe('14.2 %');
    expect(f.percent(0.0035)).toBe('0.35 %');
    expect(f.percent(0)).toBe('0 %');
    expect(f.percent(1)).toBe('100 %');
    expect(f.percent(null)).toBe('–');
  });

  it('shows no sign on what rounds to zero', () => {
    expect(f.delta(-0.04)).toBe('0.0');
    expect(f.delta(1.2)).toBe('+1.2');
    expect(f.delta(-1.25, 1)).toMatch(/^−1\.[23]$/);
    expect(f.decimal(-3.44)).toBe('−3.4');
  });
});

describe('times', () => {
  it('are UTC, whatever the machine says', () => {
    expect(f.time('2026-03-12T23:59:58.123456Z')).toBe('23:59:58');
    expect(f.date('2026-03-12T23:59:58Z')).toBe('Thu 12 Mar 2026');
    expect(f.moment('2026-03-12T23:59:58Z')).toBe('12 Mar 23:59');
    expect(f.moment(null)).toBe('–');
    expect(f.time('not a time')).toBe('–');
  });
});

describe('names', () => {
  it('makes words of shouted identifiers and keeps other spellings', () => {
    expect(f.activityName('DOCUMENTS_COLLECTED')).toBe('Documents collected');
    expect(f.activityName('ER Registration')).toBe('ER Registration');
    expect(f.activityName('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });
});
