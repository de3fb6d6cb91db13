import { describe, expect, it } from 'vitest';
import { arcWidth, curve, linear, sparkPath, stack } from '../../src/lib/scale';

describe('scales', () => {
  it('map ends to ends, and an empty range to the middle', () => {
    expect(linear(10, 20, 0, 100)(15)).toBe(50);
    expect(linear(5, 5, 0, 100)(5)).toBe(50);
  });

  it('stack to a hundred percent, and leave nothing that is there unseen', () => {
    const widths = stack([1000, 0, 1], 3);
    expect(widths.reduce((a, b) => a + b)).toBeCloseTo(100);
    expect(widths[1]).toBe(0);
    expect(widths[2]).toBeGreaterThan(2.9);
    expect(stack([0, 0])).toEqual([0, 0]);
  });

  it('widen arcs with their count, between bounds', () => {
    expect(arcWidth(0, 100)).toBe(1);
    expect(arcWidth(100, 100)).toBe(9);
    expect(arcWidth(25, 100)).toBe(5);
  });
});

describe('lines', () => {
  it('break where a value is missing', () => {
    expect(sparkPath([1, null, 1, 2], 30, 10)).toBe('M0.0 10.0M20.0 10.0L30.0 0.0');
    expect(sparkPath([null, null], 30, 10)).toBe('');
  });

  it('begin and end where the layout says', () => {
    const path = curve([{ x: 0, y: 0 }, { x: 5, y: 5 }, { x: 9, y: 1 }]);
    expect(path.startsWith('M0.0 0.0')).toBe(true);
    expect(path.endsWith('9.0 1.0')).toBe(true);
  });
});
