/** The one door to the network: typed requests, and the live stream with its fallback. */
import type * as C from './contract';
import type { RawBottlenecks, RawDifferences, RawHandovers, RawWaits } from './contract-mining';
import { bottlenecks, differences, handovers, waits } from './mining';
import { SseParser } from './sse';

const BASE = new URL('api/v1/', document.baseURI);
const TIMEOUT_MS = 15_000;
/** Mining a large store takes its time, and waits for its turn on the server. */
const MINING_TIMEOUT_MS = 180_000;
const SILENCE_MS = 15_000;
const POLL_MS = 5_000;
const MAX_BACKOFF_MS = 15_000;

/** What the server said was wrong, or that it could not be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly hint: string | null = null,
    /** After so many seconds the server wants to be asked again; null where it said nothing of that. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

type Query = Record<string, string | number | null | undefined>;

let chosen: () => string | null = () => null;

/** From now on all requests are about this process; null: the only one. */
export function ofProcess(process: () => string | null): void {
  chosen = process;
}

function address(path: string, query: Query): URL {
  const url = new URL(path, BASE);
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(key, String(value));
  }
  return url;
}

async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return request<T>(address(path, { ...query, process: chosen() }), signal);
}

async function mined<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
  return (await answer(address(path, { ...query, process: chosen() }), 'application/json', MINING_TIMEOUT_MS, signal)).json() as Promise<T>;
}

async function request<T>(url: URL, signal?: AbortSignal): Promise<T> {
  return (await answer(url, 'application/json', TIMEOUT_MS, signal)).json() as Promise<T>;
}

/** Sends a small document. */
async function send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(new URL(path, BASE), {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, 'The server cannot be reached.');
  }
  if (!response.ok) throw await problem(response);
  return response.json() as Promise<T>;
}

async function answer(url: URL, accept: string, timeoutMillis: number, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMillis);
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, timeout.aborted ? 'The server did not answer in time.' : 'The server cannot be reached.');
  }
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response: Response): Promise<ApiError> {
  const header = Number(response.headers.get('retry-after') ?? NaN);
  const retryAfter = Number.isFinite(header) && header >= 0 ? header : null;
  try {
    const body = (await response.json()) as Partial<C.Problem>;
    return new ApiError(response.status, body.detail ?? body.title ?? `HTTP ${response.status}`, body.hint ?? null, retryAfter);
  } catch {
    return new ApiError(response.status, `The server answered with HTTP ${response.status}.`, null, retryAfter);
  }
}

/** Which cases are analysed, and which of their events; null: all. */
export interface Choice {
  filter: string | null;
  events: string | null;
}

/** A picture of the analysis, and what it needs to know. */
export interface Picture {
  name: 'spectrum' | 'dots' | 'cascades' | 'cumulative-flow' | 'process-map';
  choice: Choice;
  segment?: { from: string; to: string } | undefined;
}

/** The address at which a picture stands alone. */
export function pictureAddress(picture: Picture): string {
  return address(`${picture.name}.svg`, { ...picture.choice, ...picture.segment, process: chosen() }).href;
}

/** Entries of a list that is in order of importance. */
export const MOST_LINES = 60;

/** What the analysis asks. Each answer costs the server more than the figures of the moment do. */
export const mining = {
  variants: (choice: Choice, top: number, signal: AbortSignal) => mined<C.Variants>('variants', { ...choice, top }, signal),
  processMap: (choice: Choice, signal: AbortSignal) => mined<C.ProcessMap>('process-map', { ...choice }, signal),
  bottlenecks: (choice: Choice, signal: AbortSignal) => mined<RawBottlenecks>('bottlenecks', { ...choice, top: MOST_LINES }, signal).then(bottlenecks),
  waits: (choice: Choice, signal: AbortSignal) => mined<RawWaits>('waits', { ...choice, top: MOST_LINES }, signal).then(waits),
  handovers: (choice: Choice, signal: AbortSignal) => mined<RawHandovers>('handovers', { ...choice, top: MOST_LINES }, signal).then(handovers),
  differences: (choice: Choice, against: string, signal: AbortSignal) => mined<RawDifferences>('differences', { ...choice, against }, signal).then(differences),
  /** The picture as text, so that a refusal is heard in words. */
  picture: async (picture: Picture, signal: AbortSignal): Promise<string> =>
    (await answer(new URL(pictureAddress(picture)), 'image/svg+xml', MINING_TIMEOUT_MS, signal)).text(),
};

export const api = {
  session: (signal?: AbortSignal) => request<C.Session>(address('session', {}), signal),
  signIn: (key: string) => send<C.Session>('POST', 'session', { key }),
  signOut: () => send<C.Session>('DELETE', 'session'),
  processes: (signal?: AbortSignal) => request<C.Processes>(address('processes', {}), signal),
  definition: () => get<C.Definition>('definition'),
  health: () => get<C.Health>('health'),
  queues: (by?: string | null, signal?: AbortSignal) => get<C.Queues>('queues', { by }, signal),
  measures: (window?: string | null, by?: string | null, signal?: AbortSignal) =>
    get<C.Measures>('measures', { window, by }, signal),
  slas: () => get<C.Slas>('slas'),
  handoffs: (window?: string | null, signal?: AbortSignal) => get<C.Handoffs>('handoffs', { window }, signal),
  signals: () => get<C.Signals>('signals'),
  variants: (top: number, signal?: AbortSignal) => get<C.Variants>('variants', { top }, signal),
  processMap: (signal?: AbortSignal) => get<C.ProcessMap>('process-map', {}, signal),
  cases: (search: string, limit: number, state: 'open' | 'closed' | 'all', signal?: AbortSignal) =>
    get<C.Cases>('cases', { search, limit, state }, signal),
  caseOf: (id: string, signal?: AbortSignal) => get<C.CaseDocument>(`cases/${encodeURIComponent(id)}`, {}, signal),
};

async function pollSnapshot(): Promise<C.Snapshot> {
  const [health, queues, measures, slas, handoffs, signals] = await Promise.all([
    api.health(),
    api.queues(),
    api.measures(),
    api.slas(),
    api.handoffs(),
    api.signals(),
  ]);
  return { health, queues, measures, slas, handoffs, signals };
}

export type Link = 'connecting' | 'streaming' | 'polling' | 'broken';

export interface LiveListener {
  snapshot(snapshot: C.Snapshot): void;
  link(link: Link, error: ApiError | null): void;
}

/** Follows the chosen process until stopped: the live stream; while that is broken, requests every few seconds. */
export function follow(listener: LiveListener): () => void {
  const stop = new AbortController();
  void loop(listener, stop.signal);
  return () => stop.abort();
}

async function loop(listener: LiveListener, stop: AbortSignal): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    const before = performance.now();
    try {
      await stream(listener, stop);
    } catch (cause) {
      if (stop.aborted) return;
      failures = performance.now() - before > 30_000 ? 1 : failures + 1;
      await fallBack(listener, asApiError(cause));
      await pause(backoff(failures), stop);
    }
  }
}

/** 1 s, 2 s, 4 s … to 15 s, each up to a fifth longer so that many pages don't return at once. */
function backoff(failures: number): number {
  return Math.min(MAX_BACKOFF_MS, 1000 * 2 ** (failures - 1)) * (1 + Math.random() * 0.2);
}

async function fallBack(listener: LiveListener, streamError: ApiError): Promise<void> {
  try {
    listener.snapshot(await pollSnapshot());
    listener.link('polling', streamError);
  } catch (cause) {
    listener.link('broken', asApiError(cause));
  }
}

async function stream(listener: LiveListener, stop: AbortSignal): Promise<void> {
  const silence = new AbortController();
  const signal = AbortSignal.any([stop, silence.signal]);
  const options = { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal } as const;
  // Only the opening has a time limit: a quiet process sends nothing, and that is no fault.
  const opening = setTimeout(() => silence.abort(), TIMEOUT_MS);
  const response = await fetch(address('live', { process: chosen() }), options).finally(() => clearTimeout(opening));
  if (!response.ok || !response.body) throw await problem(response);
  const parser = new SseParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let heard = performance.now();
  const watch = setInterval(() => {
    if (performance.now() - heard < SILENCE_MS) return;
    heard = performance.now();
    // Nothing new, or a dead connection? Ask, and give up the stream when there is no answer.
    pollSnapshot().then(
      (snapshot) => listener.snapshot(snapshot),
      () => silence.abort(),
    );
  }, POLL_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new ApiError(0, 'The live stream ended.');
      heard = performance.now();
      for (const message of parser.push(value)) {
        if (message.event !== 'snapshot') continue;
        listener.snapshot(JSON.parse(message.data) as C.Snapshot);
        listener.link('streaming', null);
      }
    }
  } finally {
    clearInterval(watch);
    silence.abort();
  }
}

export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError(0, 'The live stream broke.');
}

export function pause(millis: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    stop.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
