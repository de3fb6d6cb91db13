/** The state of the screen, kept in the address: a link shows the same screen. */
export type Theme = 'auto' | 'light' | 'dark';
export type Overlay = 'count' | 'median' | 'p90';

export const WINDOWS = ['1h', '24h', '7d', '30d', 'all'] as const;
export type Window = (typeof WINDOWS)[number];

export interface Screen {
  theme: Theme;
  /** What the page is about; null: the only process. */
  process: string | null;
  window: Window;
  /** Dimension that details are split by. */
  by: string | null;
  /** Opened measure and queue. */
  measure: string | null;
  queue: string | null;
  /** Only this SLA in the lists. */
  sla: string | null;
  overlay: Overlay;
  /** Percent of the arcs shown on the process map; null: as many as can be read. */
  arcs: number | null;
  /** Case in the drawer. */
  case: string | null;
}

export const DEFAULTS: Screen = {
  theme: 'auto',
  process: null,
  window: '24h',
  by: null,
  measure: null,
  queue: null,
  sla: null,
  overlay: 'count',
  arcs: null,
  case: null,
};

const MAX_TEXT = 1024;

/** Reads the query of an address; what is unknown or out of range becomes the default. */
export function parseScreen(query: string, defaults: Screen = DEFAULTS): Screen {
  const q = new URLSearchParams(query);
  const oneOf = <T extends string>(key: string, values: readonly T[], otherwise: T): T => {
    const value = q.get(key);
    return values.find((v) => v === value) ?? otherwise;
  };
  const text = (key: string): string | null => {
    const value = q.get(key);
    return value === null || value === '' || value.length > MAX_TEXT ? null : value;
  };
  const arcs = Number(text('arcs') ?? NaN);
  return {
    theme: oneOf('theme', ['auto', 'light', 'dark'], defaults.theme),
    process: text('process'),
    window: oneOf('window', WINDOWS, defaults.window),
    by: text('by'),
    measure: text('measure'),
    queue: text('queue'),
    sla: text('sla'),
    overlay: oneOf('overlay', ['count', 'median', 'p90'], defaults.overlay),
    arcs: Number.isInteger(arcs) && arcs >= 0 && arcs <= 100 ? arcs : defaults.arcs,
    case: text('case'),
  };
}

/** The query of an address, with only what differs from the defaults, always in the same order. */
export function formatScreen(screen: Screen, defaults: Screen = DEFAULTS): string {
  const q = new URLSearchParams();
  for (const key of Object.keys(DEFAULTS) as (keyof Screen)[]) {
    const value = screen[key];
    if (value !== null && value !== defaults[key]) q.set(key, String(value));
  }
  const text = q.toString();
  return text === '' ? '' : `?${text}`;
}
