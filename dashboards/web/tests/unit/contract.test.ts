import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { REQUESTS } from '../../generated/requests';
import type { Answer, Asking } from '../../src/lib/client';
import type { Cases, Queues } from '../../src/lib/contract';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

describe('the types of the page', () => {
  it('are those of the contract', () => {
    expectTypeOf<Answer<'queues'>>().toEqualTypeOf<Queues>();
    expectTypeOf<Answer<'cases'>>().toEqualTypeOf<Cases>();
    expectTypeOf<Answer<'measure'>['difference']>().toEqualTypeOf<{ value: number | null; low: number | null; high: number | null } | null>();
  });

  it('say what is asked with', () => {
    expectTypeOf<Asking<'sql'>['body']>().toEqualTypeOf<{ sql: string }>();
    expectTypeOf<Asking<'putDefinition'>['body']>().toEqualTypeOf<string>();
    expectTypeOf<Asking<'queue'>['path']>().toEqualTypeOf<{ queue: string }>();
    expectTypeOf<Asking<'queues'>['body']>().toEqualTypeOf<undefined>();
  });

  it('know every operation of it, and where it is', () => {
    const yaml = read('../../../../metrics-api/src/main/resources/openapi.yaml');
    const described = [...yaml.matchAll(/^ {6}operationId: (\w+)$/gm)].map((m) => m[1]);
    expect(Object.keys(REQUESTS)).toEqual(described);
    expect(REQUESTS.putDefinition).toEqual({ method: 'PUT', path: '/api/v1/definitions/{process}' });
  });

  it('know every path of it', () => {
    const yaml = read('../../../../metrics-api/src/main/resources/openapi.yaml');
    const types = read('../../generated/openapi.ts');
    const described = [...yaml.matchAll(/^ {2}(\/\S+):$/gm)].map((m) => m[1]);
    expect(described.length).toBeGreaterThan(30);
    for (const path of described) expect(types).toContain(`"${path}": {`);
  });
});
