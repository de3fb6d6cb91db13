/** The one door to the network: what the page asks, and the live stream with its fallback. */
import { addressOf, ApiError, ask, askText, problem, type Answer, type Asking, type OperationId } from './client';
import type * as C from './contract';
import { wheresOf } from './filter';
import { bottlenecks, differences, handovers, waits } from './mining';
import { SseParser } from './sse';

export { ApiError } from './client';

const TIMEOUT_MS = 15_000;
/** Mining a large store takes its time, and waits for its turn on the server. */
const MINING_TIMEOUT_MS = 180_000;
const SILENCE_MS = 15_000;
const POLL_MS = 5_000;
const MAX_BACKOFF_MS = 15_000;

/** Why there are no measures of some choices of cases. */
export const NO_RATES = 'Rates and times can be told for values such as one payer, not for these cases.';

let chosen: () => string | null = () => null;
let cases: () => string | null = () => null;

/** From now on all requests are about this process; null: the only one. */
export function ofProcess(process: () => string | null): void {
  chosen = process;
}

/** From now on the figures of the moment are about the cases of this filter; null: all. */
export function ofCases(filter: () => string | null): void {
  cases = filter;
}

/** Parameters about the chosen cases of the chosen process. */
function among<Q extends object>(query: Q): Q & { process: string | null; filter: string | null } {
  return { ...about(query), filter: cases() };
}

/** The same of measures, whose figures don't know their cases: they can be chosen by values only. */
function measured<Q extends object>(query: Q): Q & { process: string | null; where: string[] } {
  const where = wheresOf(cases());
  if (where === null) throw new ApiError(400, NO_RATES);
  return { ...about(query), where };
}

/** Parameters about the chosen process. */
function about<Q extends object>(query: Q): Q & { process: string | null } {
  return { ...query, process: chosen() };
}

function mined<I extends OperationId>(id: I, asked: Asking<I>, signal: AbortSignal): Promise<Answer<I>> {
  return ask(id, asked, { signal, timeoutMillis: MINING_TIMEOUT_MS });
}

/** Which cases are analysed, and which of their events; null: all. */
export interface Choice {
  filter: string | null;
  events: string | null;
}

/** Pictures of the analysis, and the operations that draw them. */
const PICTURES = {
  spectrum: 'spectrumPicture',
  dots: 'dotsPicture',
  cascades: 'cascadesPicture',
  'cumulative-flow': 'cumulativeFlowPicture',
  'process-map': 'processMapPicture',
} as const;

/** A picture of the analysis, and what it needs to know. */
export interface Picture {
  name: keyof typeof PICTURES;
  choice: Choice;
  segment?: { from: string; to: string } | undefined;
}

const asked = (picture: Picture) => ({ query: about({ ...picture.choice, ...picture.segment }) });

/** The address at which a picture stands alone. */
export function pictureAddress(picture: Picture): string {
  return addressOf(PICTURES[picture.name], asked(picture)).href;
}

/** Entries of a list that is in order of importance. */
export const MOST_LINES = 60;

/** What the analysis asks. Each answer costs the server more than the figures of the moment do. */
export const mining = {
  variants: (choice: Choice, top: number, signal: AbortSignal) => mined('variants', { query: about({ ...choice, top }) }, signal),
  processMap: (choice: Choice, signal: AbortSignal) => mined('processMap', { query: about(choice) }, signal),
  bottlenecks: (choice: Choice, signal: AbortSignal) => mined('bottlenecks', { query: about({ ...choice, top: MOST_LINES }) }, signal).then(bottlenecks),
  waits: (choice: Choice, signal: AbortSignal) => mined('waits', { query: about({ ...choice, top: MOST_LINES }) }, signal).then(waits),
  handovers: (choice: Choice, signal: AbortSignal) => mined('handovers', { query: about({ ...choice, top: MOST_LINES }) }, signal).then(handovers),
  differences: (choice: Choice, against: string, signal: AbortSignal) => mined('differences', { query: about({ ...choice, against }) }, signal).then(differences),
  /** The picture as text, so that a refusal is heard in words. */
  picture: (picture: Picture, signal: AbortSignal): Promise<string> =>
    askText(PICTURES[picture.name], asked(picture), 'image/svg+xml', { signal, timeoutMillis: MINING_TIMEOUT_MS }),
};

type Stretch = NonNullable<NonNullable<Asking<'measures'>['query']>['window']>;

export const api = {
  session: (signal?: AbortSignal) => ask('session', {}, { signal }),
  signIn: (key: string) => ask('signIn', { body: { key } }),
  signOut: () => ask('signOut', {}),
  processes: (signal?: AbortSignal) => ask('processes', {}, { signal }),
  definition: () => ask('definition', { query: about({}) }),
  health: () => ask('health', { query: about({}) }),
  queues: (by?: string | null, signal?: AbortSignal) => ask('queues', { query: among({ by: by ?? null }) }, { signal }),
  /** Of all cases, whatever is chosen. */
  allQueues: (by: string) => ask('queues', { query: about({ by }) }),
  measures: async (window?: Stretch | null, by?: string | null, signal?: AbortSignal) =>
    ask('measures', { query: measured({ window: window ?? null, by: by ?? null }) }, { signal }),
  slas: () => ask('slas', { query: among({}) }),
  handoffs: (window?: Stretch | null, signal?: AbortSignal) => ask('handoffs', { query: among({ window: window ?? null }) }, { signal }),
  signals: () => ask('signals', { query: about({}) }),
  variants: (top: number, signal?: AbortSignal) => ask('variants', { query: among({ top }) }, { signal }),
  processMap: (signal?: AbortSignal) => ask('processMap', { query: among({}) }, { signal }),
  cases: (search: string, limit: number, state: 'open' | 'closed' | 'all', signal?: AbortSignal) =>
    ask('cases', { query: about({ search, limit, state }) }, { signal }),
  /** How many of the chosen cases there are. */
  number: async (state: 'open' | 'all') => (await ask('cases', { query: among({ limit: 1, state }) })).total,
  stays: (queue: string, limit: number, signal?: AbortSignal) => ask('stays', { path: { queue }, query: among({ limit }) }, { signal }),
  caseOf: (id: string, signal?: AbortSignal) => ask('oneCase', { path: { id }, query: about({}) }, { signal }),
};

/** A snapshot; of chosen cases with their numbers, and without measures where those can't be chosen so. */
export interface Shown extends Omit<C.Snapshot, 'measures'> {
  measures: C.Measures | null;
  chosen?: { open: number; all: number };
}

async function pollChosen(): Promise<Shown> {
  const known = api.measures().catch((cause: unknown) => {
    if (cause instanceof ApiError && cause.status === 400) return null;
    throw cause;
  });
  const [snapshot, open, all] = await Promise.all([pollSnapshot(known), api.number('open'), api.number('all')]);
  return { ...snapshot, chosen: { open, all } };
}

async function pollSnapshot(known: Promise<C.Measures | null> = api.measures()): Promise<Shown> {
  const [health, queues, measures, slas, handoffs, signals] = await Promise.all([
    api.health(),
    api.queues(),
    known,
    api.slas(),
    api.handoffs(),
    api.signals(),
  ]);
  return { health, queues, measures, slas, handoffs, signals };
}

export type Link = 'connecting' | 'streaming' | 'polling' | 'broken';

export interface LiveListener {
  snapshot(snapshot: Shown): void;
  link(link: Link, error: ApiError | null): void;
}

/**
 * Follows the chosen process until stopped: the live stream; while that is broken, requests every few seconds. Of chosen cases
 * there is no stream: they are asked for every few seconds.
 */
export function follow(listener: LiveListener): () => void {
  const stop = new AbortController();
  // What was asked before may come after: it is of other cases.
  const still: LiveListener = {
    snapshot: (snapshot) => stop.signal.aborted || listener.snapshot(snapshot),
    link: (link, error) => stop.signal.aborted || listener.link(link, error),
  };
  void (cases() === null ? loop(still, stop.signal) : askAgain(still, stop.signal));
  return () => stop.abort();
}

async function askAgain(listener: LiveListener, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const shown = await pollChosen();
      if (stop.aborted) return;
      listener.snapshot(shown);
      listener.link('streaming', null);
    } catch (cause) {
      if (!stop.aborted) listener.link('broken', asApiError(cause));
    }
    await pause(POLL_MS, stop);
  }
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
  const response = await fetch(addressOf('live', { query: about({}) }), options).finally(() => clearTimeout(opening));
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
