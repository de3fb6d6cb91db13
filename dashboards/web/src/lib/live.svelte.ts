import { ApiError, api, asApiError, follow, ofCases, ofProcess, pause, type Link, type Shown } from './api';
import type { Definition, Session } from './contract';
import { millis } from './format';
import { freshness } from './freshness';
import { screen } from './screen.svelte';

const RETRY_MS = 2_000;

/** What the server says now: the newest snapshot, and whether it can still be trusted. */
class Live {
  snapshot = $state.raw<Shown | null>(null);
  definition = $state.raw<Definition | null>(null);
  link = $state<Link>('connecting');
  error = $state.raw<ApiError | null>(null);
  /** The server asks for a key. */
  signedOut = $state(false);
  /** Who is signed in; null where no key is asked for. */
  session = $state.raw<Session | null>(null);
  private movedAt = $state(performance.now());
  private clock = $state(performance.now());

  readonly health = $derived(this.snapshot?.health ?? null);
  readonly asOf = $derived(this.snapshot ? (this.snapshot.health.as_of ?? this.snapshot.queues?.as_of ?? null) : null);
  /** Whole seconds since `as_of` last moved. */
  readonly quiet = $derived(Math.max(0, Math.floor((this.clock - this.movedAt) / 1000)));
  readonly freshness = $derived(freshness(this.link, this.health, this.quiet, this.error?.message ?? null));
  /**
   * The time that clocks count against: `as_of`, and in live mode the seconds since it came; a replay's own time moves
   * only by what is sent.
   */
  readonly now = $derived.by(() => {
    const at = millis(this.asOf);
    if (at === null) return null;
    const runs = this.health?.mode === 'live' && !this.freshness.stale;
    return at + (runs ? Math.min(this.quiet, 60) * 1000 : 0);
  });

  /** Follows a process; null, or one that is not there: the first one. */
  start(process: string | null): () => void {
    const stop = new AbortController();
    this.snapshot = null;
    this.definition = null;
    this.link = 'connecting';
    this.error = null;
    void this.begin(process, stop);
    const timer = setInterval(() => (this.clock = performance.now()), 1000);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }

  private async begin(process: string | null, stop: AbortController): Promise<void> {
    const names = await this.processNames(stop.signal);
    if (stop.signal.aborted || this.signedOut) return;
    void this.loadSession(stop.signal);
    const first = names.length > 1 ? (names[0] ?? null) : null;
    if (process === null ? first !== null : !names.includes(process)) {
      if (process === null) screen.set({ process: first });
      else screen.setProcess(first, false);
      return;
    }
    const unfollow = this.follow(stop);
    stop.signal.addEventListener('abort', unfollow, { once: true });
  }

  private async processNames(stop: AbortSignal): Promise<string[]> {
    while (!stop.aborted) {
      try {
        return (await api.processes(stop)).processes.map((p) => p.process);
      } catch (cause) {
        if (stop.aborted) break;
        if (this.isRefused(cause)) return [];
        this.link = 'broken';
        this.error = asApiError(cause);
        await pause(RETRY_MS, stop);
      }
    }
    return [];
  }

  /** True where the server wants a key first: then nothing more is asked until there is one. */
  private isRefused(cause: unknown): boolean {
    this.signedOut ||= cause instanceof ApiError && cause.status === 401;
    return this.signedOut;
  }

  private async loadSession(stop: AbortSignal): Promise<void> {
    try {
      const session = await api.session(stop);
      this.session = session.signed_in ? session : null;
    } catch {
      // Whether somebody is signed in is only shown; the figures tell when they may no longer be seen.
    }
  }

  async signOut(): Promise<void> {
    await api.signOut();
    location.reload();
  }

  private follow(stop: AbortController): () => void {
    return follow({
      snapshot: (snapshot) => {
        if (snapshot.health.as_of !== this.snapshot?.health.as_of) this.movedAt = performance.now();
        this.snapshot = snapshot;
        if (this.definition === null) void this.loadDefinition();
      },
      link: (link, error) => {
        if (this.isRefused(error)) {
          stop.abort();
          return;
        }
        this.link = link;
        this.error = error;
      },
    });
  }

  private async loadDefinition(): Promise<void> {
    try {
      this.definition = await api.definition();
    } catch {
      // The next snapshot tries again; until then the page shows names in place of titles.
    }
  }

  queueTitle(name: string): string {
    return this.definition?.queues.find((q) => q.queue === name)?.title ?? name.replaceAll('_', ' ');
  }

  slaTitle(name: string): string {
    return this.definition?.slas.find((s) => s.sla === name)?.title ?? name.replaceAll('_', ' ');
  }
}

ofProcess(() => screen.process);
ofCases(() => screen.chosenNow);

export const live = new Live();
