import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

type Client = typeof import('../../src/lib/client');
let client: Client;
let sent: { url: string; init: RequestInit }[] = [];
let answer: Response;

beforeEach(async () => {
  vi.stubGlobal('document', { baseURI: 'http://host/sub/page.html?x=1' });
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
    sent.push({ url: url.href, init });
    return Promise.resolve(answer);
  });
  sent = [];
  answer = new Response('{"as_of": null}', { status: 200 });
  client = await import('../../src/lib/client');
});

afterEach(() => vi.unstubAllGlobals());

describe('the client', () => {
  it('writes path and parameters, and leaves out what is null', () => {
    const url = client.addressOf('queue', { path: { queue: 'a/b ü' }, query: { process: null, step: '1h', where: ['payer:A&B', 'team:x'] } });
    expect(url.href).toBe('http://host/sub/api/v1/queues/a%2Fb%20%C3%BC?step=1h&where=payer%3AA%26B&where=team%3Ax');
  });

  it('sends JSON as JSON and a definition as YAML', async () => {
    await client.ask('sql', { body: { sql: 'SELECT 1' } });
    answer = new Response('{}', { status: 200 });
    await client.ask('putDefinition', { path: { process: 'p' }, query: { dry_run: true }, body: 'process: p' });
    expect(sent.map((s) => [s.init.method, s.init.body, (s.init.headers as Record<string, string>)['content-type']])).toEqual([
      ['POST', '{"sql":"SELECT 1"}', 'application/json'],
      ['PUT', 'process: p', 'application/yaml'],
    ]);
    expect(sent[1]?.url).toBe('http://host/sub/api/v1/definitions/p?dry_run=true');
  });

  it('tells a refusal in the words of the server, and when to ask again', async () => {
    answer = new Response('{"detail": "too much.", "hint": "Maybe later."}', { status: 429, headers: { 'retry-after': '7' } });
    await expect(client.ask('queues', {})).rejects.toMatchObject({ status: 429, message: 'too much.', hint: 'Maybe later.', retryAfter: 7 });
    answer = new Response('<html>', { status: 502 });
    await expect(client.ask('queues', {})).rejects.toMatchObject({ status: 502, hint: null });
  });
});
