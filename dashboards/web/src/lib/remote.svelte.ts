import { untrack } from 'svelte';
import { ApiError } from './api';
import { live } from './live.svelte';

/** Where a part of the page gets its document. */
export interface Source<T> {
  readonly value: T | null;
  readonly error: ApiError | null;
  /** The answer to what is wanted isn't here: what is shown is of before. */
  readonly busy: boolean;
}

/** A document that is fetched when its inputs change, and again when time has moved. */
export class Remote<T> implements Source<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<ApiError | null>(null);
  busy = $state(false);
}

/**
 * @param load starts the request; it reads its reactive inputs before it first waits. Null: nothing is wanted
 * @param everySeconds least time between two requests for the same inputs
 */
export function remote<T>(load: (signal: AbortSignal) => Promise<T> | null, everySeconds: number): Remote<T> {
  const state = new Remote<T>();
  $effect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let loadedAsOf: string | null | undefined;

    const settle = async (answer: Promise<T>): Promise<void> => {
      loadedAsOf = live.asOf;
      try {
        const value = await answer;
        if (abort.signal.aborted) return;
        state.value = value;
        state.error = null;
      } catch (cause) {
        if (abort.signal.aborted) return;
        state.error = cause instanceof ApiError ? cause : new ApiError(0, 'The answer could not be read.');
        loadedAsOf = undefined;
      }
      state.busy = false;
      timer = setTimeout(again, everySeconds * 1000);
    };
    const again = (): void => {
      const answer = live.asOf === loadedAsOf ? null : load(abort.signal);
      if (answer) void settle(answer);
      else timer = setTimeout(again, everySeconds * 1000);
    };

    const first = load(abort.signal);
    untrack(() => {
      if (first === null) {
        state.value = null;
        state.error = null;
        state.busy = false;
      } else {
        state.busy = true;
        void settle(first);
      }
    });
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  });
  return state;
}
