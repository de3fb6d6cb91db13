/** The state of the screen, kept in the address: a link shows the same screen. */
import { lastValue, withTerm } from './filter';

export type Theme = 'auto' | 'light' | 'dark';
export type Overlay = 'count' | 'median' | 'p90';

export const WINDOWS = ['1h', '24h', '7d', '30d', 'all'] as const;
export type Window = (typeof WINDOWS)[number];

export const VIEWS = ['now', 'analysis'] as const;
export type View = (typeof VIEWS)[number];

/** What waits are summed up by. */
export const PLACES = ['segments', 'activities', 'resources', 'queues'] as const;
export type Places = (typeof PLACES)[number];

export interface Screen {
  theme: Theme;
  /** What goes on now, or what the stored events tell when they are mined. */
  view: View;
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
  /** Which cases are analysed, and which of their events: the text forms of filters. */
  filter: string | null;
  events: string | null;
  /** The cases that those of the filter are compared with. */
  against: string | null;
  places: Places;
  /** The segment that is opened: both, or neither. */
  from: string | null;
  to: string | null;
}

export const DEFAULTS: Screen = {
  theme: 'auto',
  view: 'now',
  process: null,
  window: '24h',
  by: null,
  measure: null,
  queue: null,
  sla: null,
  overlay: 'count',
  arcs: null,
  case: null,
  filter: null,
  events: null,
  against: null,
  places: 'segments',
  from: null,
  to: null,
};

const MAX_TEXT = 1024;
/** Longer addresses are refused by servers on the way. */
export const MAX_FILTER = 4096;

/** The choice of cases of an address: `where=payer:AETNA`, which the API knows too, is one more condition of the filter. */
function chosenBy(filter: string | null, where: string[]): string | null {
  const terms = where.map((text) => /^(\w+):([\s\S]*)$/.exec(text)).flatMap((m) => (m ? [lastValue(m[1] ?? '', m[2] ?? '')] : []));
  const all = terms.reduce(withTerm, filter);
  return all !== null && all.length > MAX_FILTER ? filter : all;
}

/** Reads the query of an address; what is unknown or out of range becomes the default. */
export function parseScreen(query: string, defaults: Screen = DEFAULTS): Screen {
  const q = new URLSearchParams(query);
  const oneOf = <T extends string>(key: string, values: readonly T[], otherwise: T): T => {
    const value = q.get(key);
    return values.find((v) => v === value) ?? otherwise;
  };
  const text = (key: string, most = MAX_TEXT): string | null => {
    const value = q.get(key);
    return value === null || value === '' || value.length > most ? null : value;
  };
  const isSegment = text('from') !== null && text('to') !== null;
  const arcs = Number(text('arcs') ?? NaN);
  return {
    theme: oneOf('theme', ['auto', 'light', 'dark'], defaults.theme),
    view: oneOf('view', VIEWS, defaults.view),
    process: text('process'),
    window: oneOf('window', WINDOWS, defaults.window),
    by: text('by'),
    measure: text('measure'),
    queue: text('queue'),
    sla: text('sla'),
    overlay: oneOf('overlay', ['count', 'median', 'p90'], defaults.overlay),
    arcs: Number.isInteger(arcs) && arcs >= 0 && arcs <= 100 ? arcs : defaults.arcs,
    case: text('case'),
    filter: chosenBy(text('filter', MAX_FILTER), q.getAll('where')),
    events: text('events', MAX_FILTER),
    against: text('against', MAX_FILTER),
    places: oneOf('places', PLACES, defaults.places),
    from: isSegment ? text('from') : null,
    to: isSegment ? text('to') : null,
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
