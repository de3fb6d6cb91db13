/** Pure geometry of the small charts. */
export interface Point {
  x: number;
  y: number;
}

/** Maps [from, to] to [a, b]; an empty range maps to the middle. */
export function linear(from: number, to: number, a: number, b: number): (v: number) => number {
  if (from === to) return () => (a + b) / 2;
  return (v) => a + ((v - from) / (to - from)) * (b - a);
}

/** Line of a sparkline in pieces: a null breaks the line, so that no value is made up. */
export function sparkPath(values: (number | null)[], width: number, height: number, range?: [number, number]): string {
  const known = values.filter((v): v is number => v !== null);
  if (known.length === 0) return '';
  const [low, high] = range ?? [Math.min(...known), Math.max(...known)];
  const x = linear(0, Math.max(1, values.length - 1), 0, width);
  const y = linear(low, high, height, 0);
  let path = '';
  let pen = false;
  values.forEach((v, i) => {
    if (v === null) pen = false;
    else {
      path += `${pen ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      pen = true;
    }
  });
  return path;
}

/** Widths in percent of a stacked bar; a part that is not empty keeps at least `least` percent, one that is not shown has none. */
export function stack(figures: (number | null)[], least = 0): number[] {
  const counts = figures.map((n) => n ?? 0);
  const total = counts.reduce((a, b) => a + b, 0);
  if (total <= 0) return counts.map(() => 0);
  const raw = counts.map((c) => (c <= 0 ? 0 : Math.max(least, (c / total) * 100)));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((w) => (w / sum) * 100);
}

/** Width of an arc by count: area grows with the count, and a rare arc stays visible. */
export function arcWidth(value: number, max: number, least = 1, most = 9): number {
  if (max <= 0 || value <= 0) return least;
  return least + (most - least) * Math.sqrt(Math.min(1, value / max));
}

/** A smooth curve through the points that a layout gives. */
export function curve(points: Point[]): string {
  const [first, ...others] = points;
  if (!first) return '';
  const f = (n: number) => n.toFixed(1);
  let path = `M${f(first.x)} ${f(first.y)}`;
  if (others.length < 2) return others.reduce((p, o) => `${p}L${f(o.x)} ${f(o.y)}`, path);
  for (let i = 0; i < others.length - 1; i++) {
    const corner = others[i] as Point;
    const next = others[i + 1] as Point;
    const last = i === others.length - 2;
    const end = last ? next : { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
    path += `Q${f(corner.x)} ${f(corner.y)} ${f(end.x)} ${f(end.y)}`;
  }
  return path;
}
