import { describe, expect, it } from 'vitest';
import { againAfter, Gate } from '../../src/lib/gate';

/** Work that ends when it is told to. */
function piece(log: string[], name: string) {
  let end = (): void => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  const work = async (): Promise<string> => {
    log.push(name);
    await done;
    return name;
  };
  return { work, end: () => end() };
}

const never = new AbortController().signal;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the gate', () => {
  it('lets two in at once, and the others in their order', async () => {
    const [gate, log] = [new Gate(2), [] as string[]];
    const pieces = ['a', 'b', 'c', 'd'].map((name) => piece(log, name));
    const all = pieces.map((p) => gate.run(p.work, never));
    await turn();
    expect(log).toEqual(['a', 'b']);
    pieces[1]?.end();
    await turn();
    expect(log).toEqual(['a', 'b', 'c']);
    pieces.forEach((p) => p.end());
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('never begins what was given up while it waited, and keeps no place for it', async () => {
    const [gate, log] = [new Gate(1), [] as string[]];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => piece(log, name));
    const stop = new AbortController();
    const first = gate.run(a!.work, never);
    const second = gate.run(b!.work, stop.signal);
    const third = gate.run(c!.work, never);
    stop.abort(new Error('given up'));
    await expect(second).rejects.toThrow('given up');
    [a, c].forEach((p) => p!.end());
    expect([await first, await third]).toEqual(['a', 'c']);
    expect(log).toEqual(['a', 'c']);
    await expect(gate.run(b!.work, stop.signal)).rejects.toThrow('given up');
  });

  it('gives the place back after a failure', async () => {
    const gate = new Gate(1);
    await expect(gate.run(() => Promise.reject(new Error('broken')), never)).rejects.toThrow('broken');
    expect(await gate.run(() => Promise.resolve(1), never)).toBe(1);
  });
});

describe('asking again', () => {
  it('waits as long as a busy server says, within bounds', () => {
    expect(againAfter({ status: 429, retryAfter: 5 }, 0)).toBe(5);
    expect(againAfter({ status: 429, retryAfter: 0 }, 0)).toBe(1);
    expect(againAfter({ status: 503, retryAfter: 86_400 }, 0)).toBe(60);
  });

  it('waits longer each time where nothing is said, and never for what would fail again', () => {
    expect([0, 1, 2, 20].map((n) => againAfter({ status: 0, retryAfter: null }, n))).toEqual([1, 2, 4, 60]);
    expect([400, 404, 413, 500].map((status) => againAfter({ status, retryAfter: null }, 0))).toEqual([null, null, null, null]);
  });
});
