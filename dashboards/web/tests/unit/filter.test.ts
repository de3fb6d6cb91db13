import { describe, expect, it } from 'vitest';
import { call, faultAt, has, inWords, isOneOf, joined, lastValue, longerThan, quote, split, termsOf, through, wayOf, wheresOf, withoutTerm, withTerm } from '../../src/lib/filter';

const NASTY = `O'Hara, "A) [B" & 'C'`;

describe('a filter as text', () => {
  it('quotes any text so that it comes back', () => {
    expect(quote(NASTY)).toBe(`'O''Hara, "A) [B" & ''C'''`);
    expect(call(`has(${quote(NASTY)}, 'B')`)?.args).toEqual([quote(NASTY), "'B'"]);
    expect(inWords(isOneOf('payer', [NASTY]))).toBe(`payer is ${NASTY}`);
  });

  it('grows by conditions, each once, and loses them again', () => {
    const [a, b] = [isOneOf('payer', ['AETNA']), through('A', 'B')];
    const both = withTerm(withTerm(null, a), b);
    expect(both).toBe(`and(${a}, ${b})`);
    expect(withTerm(both, b)).toBe(both);
    expect(withTerm(both, longerThan('2d'))).toBe(`and(${a}, ${b}, duration(min=2d))`);
    expect(withoutTerm(both, a)).toBe(b);
    expect(withoutTerm(b, b)).toBeNull();
    expect(joined([])).toBeNull();
  });

  it('takes apart only what stands in no bracket and no quotes', () => {
    expect(termsOf("and(or(has('A'), has('B')), not(has('x, y')))")).toEqual(["or(has('A'), has('B'))", "not(has('x, y'))"]);
    expect(termsOf("or(has('A'), has('B'))")).toEqual(["or(has('A'), has('B'))"]);
    expect(termsOf('  ')).toEqual([]);
  });

  it.each(["and(has('A'", 'and(in(a, [b)), has(x))', "has('A", 'a)'])('leaves what it cannot read as one term: %s', (text) => {
    expect(termsOf(text)).toEqual([text]);
    expect(split(text)).toBeNull();
    expect(inWords(text)).toBe(text);
  });

  it('asks events for what each of them has, and cases for the rest', () => {
    expect(isOneOf('resource', ['X'])).toBe("event(in(resource, ['X']))");
    expect(isOneOf('case:payer', ['X', 'Y'])).toBe("case(in('case:payer', ['X', 'Y']))");
  });

  it('says the usual conditions in words', () => {
    expect(inWords(through('A', "B'C"))).toBe("passes A → B'C");
    expect(inWords('duration(min=1.5h)')).toBe('takes 1.5h or longer');
    expect(inWords("not(has('A'))")).toBe('not: has A');
    expect(inWords('time(started, from=2026-01-01)')).toBe('started from 2026-01-01');
    expect(inWords('in(lifecycle, complete)')).toBe('in(lifecycle, complete)');
    expect(inWords("directly_follows('A', 'B', max=2d)")).toBe("directly_follows('A', 'B', max=2d)");
  });

  it('goes the way of a variant: its begin, its end, each step once, and nothing else', () => {
    expect(wayOf(['A', 'B', 'B', 'A', 'B', 'C'], ['A', 'B', 'C'])).toBe("and(starts('A'), ends('C'), directly_follows('A', 'B'), directly_follows('B', 'A'), directly_follows('B', 'C'))");
    expect(wayOf(['A'], ['B', 'A', "C's"])).toBe("and(starts('A'), ends('A'), not(has('B', 'C''s')))");
    expect(wayOf([], ['A'])).toBe('');
    expect(inWords("not(has('A', 'B', 'C', 'D'))")).toBe('has none of 4 other activities');
  });

  it('finds the place of a fault by its number, else by the name that is wrong', () => {
    expect(faultAt('filter: a list never closes, at character 26: ")".', 'x'.repeat(40))).toBe(25);
    expect(faultAt('filter: there is no filter "hass".', "and(has('A'), hass('B'))")).toBe(14);
    expect(faultAt('filter: it is too long.', 'has(x)')).toBeNull();
    expect(faultAt('at character 99', 'has(')).toBe(4);
  });
});

it('says a choice by values as where, and any other not at all', () => {
  expect(wheresOf(null)).toEqual([]);
  const payer = lastValue('payer', "O'Hara, (A)");
  expect(wheresOf(payer)).toEqual(["payer:O'Hara, (A)"]);
  expect(wheresOf(withTerm(payer, lastValue('team', '(none)')))).toEqual(["payer:O'Hara, (A)", 'team:(none)']);
  expect(wheresOf(withTerm(payer, has('DECIDED')))).toBeNull();
  expect(wheresOf("case(in(payer, ['A', 'B']))")).toBeNull();
  expect(wheresOf("not(case(in(payer, ['A'])))")).toBeNull();
});
