/** Which part of a process map is shown, and where. */
import { Graph, layout } from '@dagrejs/dagre';
import type { Arc, ProcessMap } from './contract';
import type { Point } from './scale';

export const START = '\u0000start';
export const END = '\u0000end';

/** From the start and to the end no time is known; a figure that is not shown is null. */
export interface MapArc extends Pick<Arc, 'from' | 'to' | 'count'> {
  id: string;
  mean_seconds: number | null;
  median_seconds: number | null;
  p90_seconds: number | null;
}

const idOf = (from: string, to: string): string => `${from}\u0001${to}`;

/** Arcs with those from the start and to the end, most frequent first; ties by name. */
export function allArcs(map: ProcessMap): MapArc[] {
  const bare = (from: string, to: string, count: number | null): MapArc => ({
    id: idOf(from, to),
    from,
    to,
    count,
    mean_seconds: null,
    median_seconds: null,
    p90_seconds: null,
  });
  return [
    ...map.arcs.map((a) => ({ ...a, id: idOf(a.from, a.to) })),
    ...map.starts.map((s) => bare(START, s.activity, s.count)),
    ...map.ends.map((e) => bare(e.activity, END, e.count)),
  ].sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** From the start always the most frequent arc to an activity that was not there yet, to the end. */
export function happyPath(arcs: MapArc[]): MapArc[] {
  const path: MapArc[] = [];
  const seen = new Set([START]);
  let at = START;
  while (at !== END) {
    const next = arcs.find((a) => a.from === at && !seen.has(a.to));
    if (!next) break;
    path.push(next);
    seen.add(next.to);
    at = next.to;
  }
  return path;
}

/** For each activity the heaviest way to it from `root`, grown like Prim's tree over the arcs' counts. */
function tree(arcs: MapArc[], root: string, backwards: boolean): Map<string, MapArc> {
  const reached = new Map<string, MapArc>();
  const known = new Set([root]);
  const near = (a: MapArc): string => (backwards ? a.to : a.from);
  const far = (a: MapArc): string => (backwards ? a.from : a.to);
  for (;;) {
    const next = arcs.find((a) => known.has(near(a)) && !known.has(far(a)));
    if (!next) return reached;
    known.add(far(next));
    reached.set(far(next), next);
  }
}

const READABLE_ARCS = 18;
/** A layout of more takes seconds, and shows nothing. */
export const MAX_ARCS = 250;

/** Percent of the arcs that can be read at a glance, in steps of five. */
export function readablePercent(arcs: number): number {
  return arcs <= READABLE_ARCS ? 100 : Math.max(5, Math.floor(((READABLE_ARCS / arcs) * 100) / 5) * 5);
}

/**
 * The most frequent `percent` of the arcs (at most {@link MAX_ARCS}) and the happy path; and, so that nothing hangs in the air, for each activity
 * shown the heaviest way from the start and to the end.
 */
export function visibleArcs(arcs: MapArc[], percent: number): MapArc[] {
  const chosen = new Map(happyPath(arcs).map((a) => [a.id, a]));
  for (const arc of arcs.slice(0, Math.min(MAX_ARCS, Math.ceil((arcs.length * percent) / 100)))) chosen.set(arc.id, arc);
  for (const backwards of [false, true]) {
    const ways = tree(arcs, backwards ? END : START, backwards);
    for (const node of nodesOf([...chosen.values()])) {
      let at = node;
      for (let arc = ways.get(at); arc; arc = ways.get(at)) {
        if (hasWay(chosen, at, backwards)) break;
        chosen.set(arc.id, arc);
        at = backwards ? arc.to : arc.from;
      }
    }
  }
  return arcs.filter((a) => chosen.has(a.id));
}

/** Whether the chosen arcs alone lead from the start to `node` (or from it to the end). */
function hasWay(chosen: Map<string, MapArc>, node: string, backwards: boolean): boolean {
  const goal = backwards ? END : START;
  const seen = new Set([node]);
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === goal) return true;
    for (const arc of chosen.values()) {
      const [here, there] = backwards ? [arc.from, arc.to] : [arc.to, arc.from];
      if (here === at && !seen.has(there)) {
        seen.add(there);
        open.push(there);
      }
    }
  }
  return false;
}

export function nodesOf(arcs: MapArc[]): string[] {
  return [...new Set(arcs.flatMap((a) => [a.from, a.to]))];
}

export interface Placed {
  width: number;
  height: number;
  nodes: Map<string, { x: number; y: number; width: number; height: number }>;
  arcs: Map<string, { points: Point[]; label: Point }>;
}

type Box = Point & { width: number; height: number };

/** The layout ends arcs at boxes that have room for loops: they are led on to the border of what is drawn. */
function toBorders(points: Point[], from: Box | undefined, to: Box | undefined): Point[] {
  const [second, last] = [points[1], points.at(-2)];
  if (!from || !to || !second || !last) return points;
  return [border(from, second), ...points.slice(1, -1), border(to, last)];
}

/** Where the line from the middle of a box to a point outside crosses its border. */
export function border(box: Box, towards: Point): Point {
  const [dx, dy] = [towards.x - box.x, towards.y - box.y];
  const scale = Math.min(
    dx === 0 ? Infinity : box.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : box.height / 2 / Math.abs(dy),
  );
  return Number.isFinite(scale) ? { x: box.x + dx * scale, y: box.y + dy * scale } : { x: box.x, y: box.y };
}

const NODE_HEIGHT = 46;
const LOOP_HEIGHT = 32;

function loopBeside(at: { x: number; y: number; width: number }): { points: Point[]; label: Point } {
  const side = at.x + at.width / 2;
  const peak = side + LOOP_HEIGHT;
  const points = [-12, -12, 0, 12, 12].map((dy, i) => ({ x: i === 0 || i === 4 ? side : peak, y: at.y + dy }));
  return { points, label: { x: peak, y: at.y } };
}

function loopAbove(at: { x: number; y: number; width: number }): { points: Point[]; label: Point } {
  const top = at.y - NODE_HEIGHT / 2;
  const reach = Math.min(34, at.width / 3);
  const peak = top - LOOP_HEIGHT + 6;
  const points = [
    { x: at.x + reach, y: top },
    { x: at.x + reach, y: peak },
    { x: at.x, y: peak },
    { x: at.x - reach, y: peak },
    { x: at.x - reach, y: top },
  ];
  return { points, label: { x: at.x, y: peak } };
}

/** Places of nodes and arcs; a function of the arcs' ends alone, so that new counts don't move anything. */
export function place(arcs: { id: string; from: string; to: string; happy: boolean }[], vertical: boolean, widthOf: (node: string) => number): Placed {
  const g = new Graph({ multigraph: true });
  g.setGraph({ rankdir: vertical ? 'TB' : 'LR', nodesep: vertical ? 26 : 22, ranksep: vertical ? 34 : 24, edgesep: 14, marginx: 8, marginy: 8 });
  g.setDefaultEdgeLabel(() => ({}));
  const names = [...new Set(arcs.flatMap((a) => [a.from, a.to]))];
  const loops = new Set(arcs.filter((a) => a.from === a.to).map((a) => a.from));
  for (const name of names) {
    const pseudo = name === START || name === END;
    // A loop is drawn by hand across the flow (above, or to the right of, its activity), which gets the room for it.
    const room = loops.has(name) ? 2 * LOOP_HEIGHT : 0;
    const width = widthOf(name) + (vertical ? 2 * room : 0);
    g.setNode(name, { width: pseudo ? 22 : width, height: pseudo ? 22 : NODE_HEIGHT + (vertical ? 0 : room) });
  }
  for (const arc of arcs) {
    if (arc.from !== arc.to) g.setEdge(arc.from, arc.to, { width: 46, height: 16, labelpos: 'c', weight: arc.happy ? 12 : 1, minlen: 1 }, arc.id);
  }
  layout(g);
  const size = g.graph();
  const placed: Placed = { width: size.width ?? 0, height: size.height ?? 0, nodes: new Map(), arcs: new Map() };
  for (const name of names) {
    const n = g.node(name);
    const pseudo = name === START || name === END;
    placed.nodes.set(name, { x: n.x ?? 0, y: n.y ?? 0, width: pseudo ? 22 : widthOf(name), height: pseudo ? 22 : NODE_HEIGHT });
  }
  for (const arc of arcs) {
    if (arc.from === arc.to) {
      const at = placed.nodes.get(arc.from);
      if (at) placed.arcs.set(arc.id, vertical ? loopBeside(at) : loopAbove(at));
      continue;
    }
    const e = g.edge(arc.from, arc.to, arc.id);
    const points = toBorders(e.points ?? [], placed.nodes.get(arc.from), placed.nodes.get(arc.to));
    placed.arcs.set(arc.id, { points, label: { x: e.x ?? 0, y: e.y ?? 0 } });
  }
  return placed;
}
