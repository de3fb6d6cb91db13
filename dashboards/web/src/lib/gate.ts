/** Lets only so many pieces of work go on at once; others wait in the order in which they came. */
export class Gate {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Waits for a place, works, and gives the place back. What is aborted while it waits is never begun: it rejects with the reason. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.enter(signal);
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }

  private enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.free > 0) {
      this.free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.waiting.splice(this.waiting.indexOf(admit), 1);
        reject(signal.reason as Error);
      };
      const admit = (): void => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      this.waiting.push(admit);
      signal.addEventListener('abort', abort, { once: true });
    });
  }
}

const SOONEST = 1;
const LATEST = 60;

/**
 * Seconds after which a question is asked again that failed for the `tries`th time in a row: when the server says it is busy, or can't
 * be reached. Null: asking again would give the same.
 */
export function againAfter(error: { status: number; retryAfter: number | null }, tries: number): number | null {
  const doubled = Math.min(LATEST, SOONEST * 2 ** Math.min(10, tries));
  if (error.status === 429 || error.status === 503) return Math.min(LATEST, Math.max(SOONEST, error.retryAfter ?? doubled));
  return error.status === 0 || error.status === 502 || error.status === 504 ? doubled : null;
}
