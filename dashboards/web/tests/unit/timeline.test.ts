import { describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../src/lib/contract';
import { bars, secondsOf, steps } from '../../src/lib/timeline';

const document = (over: Partial<CaseDocument>): CaseDocument => ({ as_of: '2026-03-12T10:00:00Z', case_id: 'c', episodes: [], events: [], stays: [], sla_clocks: [], activity_instances: [], handoffs: [], exceptions: [], durations: [], case_relations: [], named_by: [], ...over });

describe('a case', () => {
  it('shows its events in time, source, sequence', () => {
    const at = '2026-03-12T08:00:00Z';
    const events = [{ time: at, source: 'b', sequence: 1, activity: 'third' }, { time: at, source: 'a', sequence: 10, activity: 'second' }, { time: at, source: 'a', sequence: 9, activity: 'first' }, { time: null, activity: 'lost' }];
    expect(steps(document({ events })).map((s) => s.row['activity'])).toEqual(['first', 'second', 'third']);
  });

  it('draws an open stay up to as_of', () => {
    const shown = bars(document({ stays: [{ queue: 'q', entered_at: '2026-03-12T09:00:00Z', left_at: null }] }));
    expect(shown?.bars[0]).toMatchObject({ to: null, seconds: 3600 });
    expect(bars(document({}))).toBeNull();
  });

  it('reads lengths in seconds or microseconds', () => {
    expect(secondsOf({ delay_us: 2_500_000 }, 'delay')).toBe(2.5);
    expect(secondsOf({ delay_seconds: 3 }, 'delay')).toBe(3);
    expect(secondsOf({}, 'delay')).toBeNull();
  });
});
