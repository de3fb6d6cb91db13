import { ApiError, pause, type Choice } from './api';
import { wayOf, withTerm } from './filter';
import { millis } from './format';
import { againAfter, Gate } from './gate';
import { live } from './live.svelte';
import type { Source } from './remote.svelte';
import { screen } from './screen.svelte';

/** So many questions of this page at once: the server has few places for mining, and others ask too. */
const AT_ONCE = 2;

/** What the analysis is about: the chosen cases, at the time of the data when it was asked. */
class Analysis {
  /** Counts how often new answers were wanted. */
  round = $state(0);
  /** Time of the data of the newest answer. */
  asOf = $state<string | null>(null);
  /** Those of the chosen cases, as far as they are known. */
  activities = $state.raw<string[]>([]);
  readonly gate = new Gate(AT_ONCE);

  readonly isNewer = $derived((millis(live.asOf) ?? 0) > (millis(this.asOf) ?? Infinity));

  get choice(): Choice {
    return { filter: screen.filter, events: screen.events };
  }

  refresh(): void {
    this.asOf = null;
    this.round++;
  }

  /** The other answers may be of before; then they are asked again by hand, with the rest. */
  answered(asOf: string | null): void {
    if ((millis(asOf) ?? 0) > (millis(this.asOf) ?? 0)) this.asOf = asOf;
  }

  chooseWay(activities: string[]): void {
    this.choose(wayOf(activities, this.activities));
  }

  /** One condition more on the cases; Back takes it away. */
  choose(term: string): void {
    screen.set({ filter: withTerm(screen.filter, term) }, true);
  }
}

export const analysis = new Analysis();

/** An answer of the analysis: asked when it is first shown, when the question changes, and when somebody wants newer figures. */
export class Asked<T> implements Source<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<ApiError | null>(null);
  busy = $state(false);
  /** Seconds until a busy server, or one that can't be reached, is asked again; null: it isn't. */
  waits = $state<number | null>(null);
  /** Asked again by hand. */
  tries = $state(0);
}

type Question<T> = (signal: AbortSignal) => Promise<T>;

/** @param ask reads its reactive inputs and gives the question to ask; null: nothing is wanted */
export function asked<T>(ask: () => Question<T> | null): Asked<T> {
  const state = new Asked<T>();
  $effect(() => {
    void [analysis.round, screen.process, state.tries];
    const question = ask();
    const abort = new AbortController();
    state.error = null;
    state.waits = null;
    state.busy = question !== null;
    if (question === null) state.value = null;
    else void settle(state, question, abort.signal);
    return () => abort.abort();
  });
  return state;
}

async function settle<T>(state: Asked<T>, question: Question<T>, signal: AbortSignal): Promise<void> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      const value = await analysis.gate.run(() => question(signal), signal);
      if (signal.aborted) return;
      state.value = value;
      state.error = null;
      state.waits = null;
      state.busy = false;
      const { asOf, as_of } = value as { asOf?: string | null; as_of?: string | null };
      analysis.answered(asOf ?? as_of ?? null);
      return;
    } catch (cause) {
      if (signal.aborted) return;
      const error = cause instanceof ApiError ? cause : new ApiError(500, 'The answer could not be read.');
      state.error = error;
      state.waits = againAfter(error, tries);
      if (state.waits === null) {
        state.busy = false;
        state.value = null;
        return;
      }
      await pause(state.waits * 1000, signal);
    }
  }
}
