import { describe, expect, it } from 'vitest';
import type { Health } from '../../src/lib/contract';
import { freshness } from '../../src/lib/freshness';

const health = (over: Partial<Health> = {}): Health => ({ status: 'ok', processes: ['p'], process: 'p', title: 'P', version: 1, as_of: '2026-03-12T00:00:00Z', mode: 'live', speed: null, events: 1, rejected: 0, duplicates: 0, cases: 1, open_cases: 1, progress: null, started_at: '2026-03-12T00:00:00Z', trouble: null, ...over });

describe('freshness', () => {
  it('is good on a stream whose time moves', () => {
    expect(freshness('streaming', health(), 3, null)).toMatchObject({ level: 'good', stale: false, banner: null });
  });

  it('is lost with the connection, whatever came before', () => {
    expect(freshness('broken', health({ mode: 'stored' }), 0, 'Gone.')).toMatchObject({ level: 'bad', stale: true });
    expect(freshness('broken', null, 0, null).banner).toContain('cannot be reached');
  });

  it('says when time stands still, but not for stored data or a finished replay', () => {
    expect(freshness('streaming', health(), 61, null)).toMatchObject({ stale: true, label: 'Standing still' });
    expect(freshness('streaming', health({ mode: 'stored' }), 999, null).stale).toBe(false);
    const progress = { events: 10, total: 10 };
    expect(freshness('streaming', health({ mode: 'replay', progress }), 999, null).label).toBe('Replay finished');
  });

  it('warns, without greying, while it must ask in place of listening', () => {
    expect(freshness('polling', health(), 2, null)).toMatchObject({ level: 'warn', stale: false });
  });
});
