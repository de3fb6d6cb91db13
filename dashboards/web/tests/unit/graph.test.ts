import { describe, expect, it } from 'vitest';
import type { ProcessMap } from '../../src/lib/contract';
import { allArcs, border, END, happyPath, nodesOf, MAX_ARCS, place, readablePercent, START, visibleArcs, type MapArc } from '../../src/lib/graph';

const arc = (from: string, to: string, count: number) => ({ from, to, count, mean_seconds: 1, median_seconds: 1, p90_seconds: 1 });
const MAP: ProcessMap = {
  as_of: null,
  filter: null,
  events: null,
  view: null,
  cases: 100,
  arc_count: 9,
  activities: [],
  arcs: [arc('A', 'B', 90), arc('B', 'C', 60), arc('B', 'D', 30), arc('D', 'C', 28), arc('C', 'C', 50), arc('A', 'E', 5), arc('E', 'F', 4), arc('F', 'C', 3), arc('C', 'B', 2)],
  starts: [{ activity: 'A', count: 100 }],
  ends: [{ activity: 'C', count: 95 }, { activity: 'F', count: 1 }],
};

function reachable(arcs: MapArc[], root: string, backwards: boolean): Set<string> {
  const found = new Set([root]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const a of arcs) if (found.has(backwards ? a.to : a.from)) found.add(backwards ? a.from : a.to);
  }
  return found;
}

describe('the process map', () => {
  it('follows the most frequent arcs from start to end', () => {
    expect(happyPath(allArcs(MAP)).map((a) => a.to)).toEqual(['A', 'B', 'C', END]);
  });

  it('stays connected for every number of arcs', () => {
    const arcs = allArcs(MAP);
    for (let percent = 0; percent <= 100; percent++) {
      const visible = visibleArcs(arcs, percent);
      for (const node of nodesOf(visible)) {
        expect(reachable(visible, START, false).has(node), `${node} from the start at ${percent} %`).toBe(true);
        expect(reachable(visible, END, true).has(node), `${node} to the end at ${percent} %`).toBe(true);
      }
    }
  });

  it('shows the happy path alone at nothing, and all at a hundred percent', () => {
    const arcs = allArcs(MAP);
    expect(visibleArcs(arcs, 0)).toHaveLength(4);
    expect(visibleArcs(arcs, 100)).toEqual(arcs);
  });

  it('keeps its shape when only counts change', () => {
    const shape = allArcs(MAP).map((a) => ({ id: a.id, from: a.from, to: a.to, happy: false }));
    const one = place(shape, false, () => 100);
    expect(place(shape, false, () => 100)).toEqual(one);
    expect(one.nodes.size).toBe(8);
    expect(one.arcs.size).toBe(shape.length);
    for (const at of one.nodes.values()) expect(at.x > 0 && at.x < one.width && at.y > 0 && at.y < one.height).toBe(true);
  });

  it('starts with as many arcs as can be read, and draws no more than can be laid out', () => {
    expect([5, 18, 26, 100, 5000].map(readablePercent)).toEqual([100, 100, 65, 15, 5]);
    const many = allArcs({ ...MAP, arcs: Array.from({ length: 40 }, (_, i) => Array.from({ length: 40 }, (_, j) => arc(`a${i}`, `a${j}`, i * j + 1))).flat() });
    expect(visibleArcs(many, 100).length).toBeLessThan(MAX_ARCS + 100);
  });

  it('ends arcs at the border of an activity', () => {
    const box = { x: 10, y: 10, width: 8, height: 4 };
    expect(border(box, { x: 30, y: 10 })).toEqual({ x: 14, y: 10 });
    expect(border(box, { x: 10, y: -5 })).toEqual({ x: 10, y: 8 });
    expect(border(box, { x: 10, y: 10 })).toEqual({ x: 10, y: 10 });
  });

  it('does not fail on a map without start or end, or on an empty one', () => {
    const open = { ...MAP, starts: [], ends: [] };
    expect(happyPath(allArcs(open))).toEqual([]);
    expect(visibleArcs(allArcs(open), 100)).toHaveLength(MAP.arcs.length);
    expect(visibleArcs([], 50)).toEqual([]);
  });
});
