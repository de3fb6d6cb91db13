import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RawBottlenecks, RawDifferences, RawHandovers } from '../../src/lib/contract-mining';
import { bottlenecks, differences, handovers, waits } from '../../src/lib/mining';

/** Real documents, cut: see tests/mock/cut.mjs. */
function real<T>(name: string): T {
  return { as_of: '2026-04-02T16:19:19Z', ...JSON.parse(readFileSync(new URL(`../mock/mining/${name}.json`, import.meta.url), 'utf8')) } as T;
}

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([key, v]) => leaves(v, `${path}/${key}`));
}

function expectNoHoles(document: unknown): void {
  for (const [path, v] of leaves(document)) expect(v === undefined || Number.isNaN(v), path).toBe(false);
}

const sum = (causes: Record<string, number>): number => Object.values(causes).reduce((a, b) => a + b, 0);

describe('the documents of the analysis', () => {
  it('are read without a hole', () => {
    for (const d of [bottlenecks(real('bottlenecks')), waits(real('waits')), handovers(real('handovers')), differences(real('differences'))]) expectNoHoles(d);
  });

  it('have causes that add up to the wait, in bottlenecks and in waits, and the same wait in both', () => {
    const [b, w] = [bottlenecks(real('bottlenecks')), waits(real('waits'))];
    expect(sum(w.causes) / w.wait).toBeCloseTo(1, 4);
    expect(w.wait / b.wait).toBeCloseTo(1, 4);
    expect(b.segments.length).toBeGreaterThan(9);
    for (const s of b.segments) {
      expect(s.wait).toBeGreaterThan(0);
      expect(sum(s.causes) / s.wait).toBeCloseTo(1, 4);
      const same = w.segments.find((o) => o.from === s.from && o.to === s.to);
      if (same) expect(same.wait / s.wait).toBeCloseTo(1, 4);
    }
  });

  it('split the excess of slow variants into structure and speed, and by cause', () => {
    const { slow } = bottlenecks(real('bottlenecks'));
    expect(slow.length).toBeGreaterThan(0);
    for (const s of slow) {
      expect((s.structure.value + s.speed.value) / s.excess.value).toBeCloseTo(1, 3);
      expect(sum(s.causes) / s.excess.value).toBeCloseTo(1, 3);
      expect(s.excess.interval[0]).toBeLessThan(s.excess.value);
      expect(s.aMonth).toBeGreaterThan(3600);
    }
  });

  it('have the queues of the definition beside the segments, with what stands in them now', () => {
    const [first] = bottlenecks(real('bottlenecks')).queues;
    expect(first).toMatchObject({ to: 'Waiting for the payer', share: null, queue: { waitsOn: 'payer' } });
    expect(first?.wait).toBeGreaterThan(3600);
    expect(first?.working?.median).toBeLessThan(first?.calendar.median ?? 0);
  });

  it('keep what could not be computed apart from nothing', () => {
    const nothing = { ...real<RawDifferences>('differences'), differences: [{ from: 'A', to: 'B', cases_a: 3, cases_b: 0, share_difference: null, share_difference_interval: [null, null], share_q: null, shift_hours: null, shift_hours_interval: [null, null], shift_q: null }] } as RawDifferences;
    expect(differences(nothing).segments[0]).toMatchObject({ share: null, shift: null });
    const b = real<RawBottlenecks>('bottlenecks');
    const { trend, ...first } = b.segments[0]!;
    expect(trend).toBeDefined();
    expect(bottlenecks({ ...b, segments: [first] }).segments[0]?.trend).toBeNull();
  });

  it('know who hands on and who takes', () => {
    const h = handovers(real<RawHandovers>('handovers'));
    expect(h.pairs[0]?.delay).toBeGreaterThan(3600);
    expect(h.parties[0]?.handedOnDelay).toBeGreaterThan(h.parties[1]?.handedOnDelay ?? Infinity);
  });
});
