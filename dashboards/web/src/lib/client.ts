/**
 * The client of the contract: every operation of `openapi.yaml` by its name, with the parameters, the body and the answer that it has
 * there. What the contract doesn't have can't be asked for: it doesn't compile.
 */
import type { operations } from '../../generated/openapi';
import { REQUESTS } from '../../generated/requests';

const BASE = new URL('.', document.baseURI);
const TIMEOUT_MS = 15_000;

export type OperationId = keyof typeof REQUESTS & keyof operations;

type Of<I extends OperationId> = operations[I];
/** Its parameters; one that may be left out may be null too. */
type Known<T> = { [K in keyof T]: T[K] | (undefined extends T[K] ? null : never) };
type In<I extends OperationId, Place extends string> = Of<I> extends { parameters: { [K in Place]?: infer P } } ? Known<NonNullable<P>> : never;
type BodyOf<I extends OperationId> = Of<I> extends { requestBody?: { content: infer C } } ? C[keyof C] : never;
type Needed<Name extends string, T> = [T] extends [never] ? { [K in Name]?: undefined } : object extends T ? { [K in Name]?: T } : { [K in Name]: T };

/** What an operation is asked with. */
export type Asking<I extends OperationId> = Needed<'path', In<I, 'path'>> & Needed<'query', In<I, 'query'>> & Needed<'body', BodyOf<I>>;

/** What an operation answers with status 200. */
export type Answer<I extends OperationId> = Of<I> extends { responses: { 200: { content: infer C } } } ? C[keyof C] : never;

export interface Manner {
  signal?: AbortSignal | undefined;
  timeoutMillis?: number;
}

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

type Values = Record<string, string | number | boolean | string[] | null | undefined>;

/** Where an operation is asked for. */
export function addressOf<I extends OperationId>(id: I, asked: Asking<I>): URL {
  const { path, query } = asked as { path?: Values; query?: Values };
  const place = REQUESTS[id].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path?.[name] ?? '')));
  const url = new URL(place.slice(1), BASE);
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') url.searchParams.append(name, String(one));
    }
  }
  return url;
}

/** The document that an operation answers. */
export async function ask<I extends OperationId>(id: I, asked: Asking<I>, manner: Manner = {}): Promise<Answer<I>> {
  return (await answerOf(id, asked, 'application/json', manner)).json() as Promise<Answer<I>>;
}

/** The same as text: of pictures and tables. */
export async function askText<I extends OperationId>(id: I, asked: Asking<I>, accept: string, manner: Manner = {}): Promise<string> {
  return (await answerOf(id, asked, accept, manner)).text();
}

async function answerOf<I extends OperationId>(id: I, asked: Asking<I>, accept: string, manner: Manner): Promise<Response> {
  const timeout = AbortSignal.timeout(manner.timeoutMillis ?? TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(addressOf(id, asked), {
      method: REQUESTS[id].method,
      ...content((asked as { body?: unknown }).body, accept),
      signal: manner.signal ? AbortSignal.any([manner.signal, timeout]) : timeout,
    });
  } catch (cause) {
    if (manner.signal?.aborted) throw cause;
    throw new ApiError(0, timeout.aborted ? 'The server did not answer in time.' : 'The server cannot be reached.');
  }
  if (!response.ok) throw await problem(response);
  return response;
}

/** A text, such as a definition, goes as it is; everything else as JSON. */
function content(body: unknown, accept: string): RequestInit {
  if (body === undefined) return { headers: { accept } };
  const isText = typeof body === 'string';
  return { headers: { accept, 'content-type': isText ? 'application/yaml' : 'application/json' }, body: isText ? body : JSON.stringify(body) };
}

/** What a refusal says. */
export async function problem(response: Response): Promise<ApiError> {
  const header = Number(response.headers.get('retry-after') ?? NaN);
  const retryAfter = Number.isFinite(header) && header >= 0 ? header : null;
  try {
    const body = (await response.json()) as { detail?: string; title?: string; hint?: string | null };
    return new ApiError(response.status, body.detail ?? body.title ?? `HTTP ${response.status}`, body.hint ?? null, retryAfter);
  } catch {
    return new ApiError(response.status, `The server answered with HTTP ${response.status}.`, null, retryAfter);
  }
}
