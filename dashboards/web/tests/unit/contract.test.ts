import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Answer, Cases, Queues } from '../../src/lib/contract';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

describe('the types of the page', () => {
  it('are those of the contract', () => {
    expectTypeOf<Answer<'/api/v1/queues'>>().toEqualTypeOf<Queues>();
    expectTypeOf<Answer<'/api/v1/cases'>>().toEqualTypeOf<Cases>();
    expectTypeOf<Answer<'/api/v1/measures/{measure}'>['difference']>().toEqualTypeOf<{ value: number | null; low: number | null; high: number | null } | null>();
  });

  it('know every path of it', () => {
    const yaml = read('../../../../metrics-api/src/main/resources/openapi.yaml');
    const types = read('../../generated/openapi.ts');
    const described = [...yaml.matchAll(/^ {2}(\/\S+):$/gm)].map((m) => m[1]);
    expect(described.length).toBeGreaterThan(30);
    for (const path of described) expect(types).toContain(`"${path}": {`);
  });
});
