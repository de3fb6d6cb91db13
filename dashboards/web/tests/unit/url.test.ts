import { describe, expect, it } from 'vitest';
import { DEFAULTS, formatScreen, parseScreen, type Screen } from '../../src/lib/url';

describe('the screen in the address', () => {
  it('is empty for the default screen', () => expect(formatScreen(DEFAULTS)).toBe(''));

  it('comes back as it was, with any text in it', () => {
    const screen: Screen = { theme: 'dark', view: 'analysis', process: 'prior-authorization & more', window: '7d', by: 'payer_class', measure: 'sla:standard_decision', queue: 'a b&c', sla: null, overlay: 'p90', arcs: 0, case: '<img src=x onerror="x">/#?&=+%', filter: "and(case(in(payer, ['A & B', 'O''Hara'])), has('x=1+1'))", events: 'in(lifecycle, complete)', against: 'duration(min=2d)', places: 'activities', from: 'A > B', to: '#C' };
    expect(parseScreen(formatScreen(screen))).toEqual(screen);
  });

  it.each(['theme=pink', 'view=', 'view=else', 'places=rooms', 'from=A', 'to=B', 'window=2h', 'overlay=', 'arcs=x', 'arcs=', 'arcs=101', 'arcs=-1', 'arcs=1.5', 'case='])('takes the default for %s', (query) =>
    expect(parseScreen(query)).toEqual(DEFAULTS),
  );

  it('does not take a text without end', () => expect(parseScreen(`case=${'x'.repeat(1025)}&filter=${'x'.repeat(4097)}`)).toEqual(DEFAULTS));
});

describe('a choice of the API in the address', () => {
  it('is a condition of the filter, and written back as one', () => {
    const screen = parseScreen("?filter=has('A')&where=payer:O'Hara&where=team:(none)&where=nonsense");
    expect(screen.filter).toBe("and(has('A'), case(in(payer, ['O''Hara'])), case(missing(team)))");
    expect(parseScreen(formatScreen(screen)).filter).toBe(screen.filter);
  });
});
