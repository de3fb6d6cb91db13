// A stand-in for the API: serves dist/ and sample documents. `node tests/mock/server.mjs [--port 8088] [--mode replay]`.
// POST /__mock?drop=1 breaks the live stream, ?stream=off|on refuses or allows it, ?freeze=1|0 stops the time, ?state=ok|empty|starting|down|keys (asks for one, "right"),
// ?processes=a,b has several, ?busy=3 refuses the next three questions of the analysis,
// ?pictures=ok|broken|refused; the answer says in `mined` how many such questions there were.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as data from './data.mjs';
import * as mining from './mining.mjs';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json' };
const CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

export function startMock({ port = 0, mode = 'replay', speed = 60, tick = 1000 } = {}) {
  const options = { mode, speed, state: 'ok', stream: 'on', freeze: false, processes: 'prior-authorization', busy: 0, pictures: 'ok', mined: 0 };
  let asOf = data.START;
  const clients = new Map();

  const snapshot = (process) => {
    if (options.state === 'empty') {
      const empty = { as_of: null };
      return { health: { ...data.health(asOf, options, process), events: 0, cases: 0, open_cases: 0, progress: null }, queues: { ...empty, queues: data.queues(asOf).queues.map((q) => ({ ...q, open: 0, oldest_seconds: null, mean_seconds: null, p50_seconds: null, p90_seconds: null, p95_seconds: null, arrivals_last_hour: 0, departures_last_hour: 0, bands: q.bands.map((b) => ({ ...b, count: 0 })), history: [] })) }, measures: { ...empty, window: { from: null, to: null }, measures: data.measures(asOf).measures.map((m) => ({ ...m, numerator: 0, denominator: 0, value: null, wilson_low: null, wilson_high: null, p50: null, p90: null, meets_target: null, previous: { numerator: 0, denominator: 0, value: null }, history: [] })) }, slas: { ...empty, slas: [], clocks: [], breaches: [] }, handoffs: { ...empty, between: 'team', handoffs: [] }, signals: { ...empty, signals: [] } };
    }
    return { health: data.health(asOf, options, process), queues: data.queues(asOf), measures: data.measures(asOf), slas: data.slas(asOf), handoffs: data.handoffs(asOf), signals: data.signals(asOf) };
  };
  const send = (client) => client.write(`event: snapshot\ndata: ${JSON.stringify(snapshot(clients.get(client)))}\n\n`);
  const isUnclear = (query) => options.processes.includes(',') && !query.has('process');

  const timer = setInterval(() => {
    if (!options.freeze && options.mode !== 'stored') asOf += tick * (options.mode === 'replay' ? options.speed : 1);
    if (options.freeze && clients.size) return;
    for (const client of clients.keys()) send(client);
  }, tick);

  const json = (response, body, status = 200) => {
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  };
  const problem = (response, status, title, detail, hint) => json(response, { type: 'about:blank', title, status, detail, code: 'mock', hint }, status);

  const analysis = (mined, response) => {
    if (!mined.ofTheWall) options.mined++;
    if (Number(options.busy) > 0) {
      options.busy = Number(options.busy) - 1;
      response.setHeader('retry-after', '1');
      return problem(response, 429, 'Busy', 'Too much is being mined.', 'Maybe wait a little.');
    }
    if (mined.problem) return problem(response, 400, 'Bad request', mined.problem.detail, mined.problem.hint);
    if (mined.body) return json(response, mined.body);
    if (options.pictures === 'refused') return problem(response, 422, 'Refused', 'There is nothing to draw.', 'Maybe choose more cases.');
    response.writeHead(200, { 'content-type': 'image/svg+xml', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'", 'x-content-type-options': 'nosniff' });
    response.end(options.pictures === 'broken' ? '<svg' : mined.svg);
  };

  const api = (path, query, response) => {
    if (options.state === 'down') return problem(response, 503, 'Not ready', 'The store is being opened.', 'Maybe wait a little.');
    if (path !== '/api/v1/processes' && isUnclear(query)) return problem(response, 400, 'Bad request', `There are several processes: ${options.processes}.`, 'Maybe name one.');
    const process = query.get('process') ?? undefined;
    const by = query.get('by');
    const window = query.get('window') ?? '24h';
    if (options.state === 'empty') {
      const documents = { ...snapshot(process), variants: { as_of: null, cases: 0, variant_count: 0, variants: [] }, 'process-map': { as_of: null, cases: 0, activities: [], arcs: [], starts: [], ends: [] }, definition: data.definition(), processes: data.processes(options) };
      const found = documents[path.slice('/api/v1/'.length)];
      return found ? json(response, found) : problem(response, 404, 'Not found', `Nothing at ${path}.`, '');
    }
    const routes = {
      '/api/v1/processes': () => data.processes(options),
      '/api/v1/health': () => data.health(asOf, options, process),
      '/api/v1/definition': () => data.definition(),
      '/api/v1/queues': () => data.queues(asOf, by),
      '/api/v1/measures': () => data.measures(asOf, window, by),
      '/api/v1/slas': () => data.slas(asOf),
      '/api/v1/handoffs': () => data.handoffs(asOf, window),
      '/api/v1/signals': () => data.signals(asOf),
      '/api/v1/cases': () => data.cases(asOf, query.get('search'), Number(query.get('limit') ?? 100), query.get('state') ?? 'open'),
    };
    if (routes[path]) return json(response, routes[path]());
    const mined = mining.answer(path, query, asOf);
    if (mined) return analysis(mined, response);
    const queue = /^\/api\/v1\/queues\/([^/]+)\/stays$/.exec(path);
    if (queue) return json(response, data.stays(asOf, decodeURIComponent(queue[1]), Number(query.get('limit') ?? 100)));
    const match = /^\/api\/v1\/cases\/(.+)$/.exec(path);
    if (match) {
      const id = decodeURIComponent(match[1]);
      return id === 'NOPE' ? problem(response, 404, 'No such case', `There is no case "${id}".`, 'Maybe it is spelled differently.') : json(response, data.caseOf(asOf, id));
    }
    return problem(response, 404, 'Not found', `Nothing at ${path}.`, '');
  };

  const live = (request, response, query) => {
    if (isUnclear(query)) return problem(response, 400, 'Bad request', 'There are several processes.', 'Maybe name one.');
    if (options.stream === 'off' || options.state === 'down') return problem(response, 503, 'No stream', 'The live stream is off.', '');
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    clients.set(response, query.get('process') ?? undefined);
    send(response);
    request.on('close', () => clients.delete(response));
  };

  const file = async (path, response) => {
    const name = normalize(path === '/' ? '/index.html' : path);
    try {
      const body = await readFile(join(DIST, name));
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream', 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' });
      response.end(body);
    } catch {
      problem(response, 404, 'Not found', `Nothing at ${path}.`, '');
    }
  };

  const isSignedIn = (request) => /sojourn=right/.test(request.headers.cookie ?? '');

  const session = async (request, response) => {
    if (request.method === 'POST') {
      let body = '';
      for await (const part of request) body += part;
      if (JSON.parse(body).key !== 'right') return problem(response, 401, 'Unauthorized', 'the key is not known here.', 'Maybe it was mistyped, or withdrawn.');
      response.setHeader('set-cookie', 'sojourn=right; Path=/; HttpOnly; SameSite=Strict');
    } else if (request.method === 'DELETE') {
      response.setHeader('set-cookie', 'sojourn=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict');
    }
    return json(response, { name: options.state === 'keys' ? 'key Ward 3 abcd2345' : 'local', roles: ['viewer'], signed_in: isSignedIn(request) });
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://mock');
    if (url.pathname === '/__mock') {
      for (const [key, value] of url.searchParams) {
        if (key === 'drop') for (const client of clients.keys()) client.destroy();
        else options[key] = value === '1' ? true : value === '0' ? false : value;
      }
      return json(response, options);
    }
    if (url.pathname === '/api/v1/session') return session(request, response);
    if (options.state === 'keys' && url.pathname.startsWith('/api/') && !isSignedIn(request)) return problem(response, 401, 'Unauthorized', 'a key is needed.', 'Maybe sign in on the page.');
    if (url.pathname === '/api/v1/live') return live(request, response, url.searchParams);
    if (url.pathname.startsWith('/api/')) return api(url.pathname, url.searchParams, response);
    return file(url.pathname, response);
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}`;
      resolve({ url, stop: () => { clearInterval(timer); for (const c of clients.keys()) c.destroy(); server.close(); server.closeAllConnections(); } });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const argument = (name, otherwise) => { const i = process.argv.indexOf(`--${name}`); return i < 0 ? otherwise : process.argv[i + 1]; };
  const { url } = await startMock({ port: Number(argument('port', 8088)), mode: argument('mode', 'replay') });
  console.log(`Mock of the API at ${url}`);
}
