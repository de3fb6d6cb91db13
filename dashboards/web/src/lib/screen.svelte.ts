import { DEFAULTS, formatScreen, parseScreen, type Screen, type Theme } from './url';

const THEME_KEY = 'sojourn.theme';

function storedTheme(): Theme {
  try {
    const value = localStorage.getItem(THEME_KEY);
    return value === 'light' || value === 'dark' ? value : 'auto';
  } catch {
    return 'auto'; // Storage may be forbidden; the address still keeps the theme.
  }
}

/** The screen's state; a change writes the address. */
class ScreenState {
  current = $state.raw<Screen>(parseScreen(location.search, { ...DEFAULTS, theme: storedTheme() }));

  // Each by itself, so that what depends on one of them doesn't run again when something else on the screen changes.
  readonly process = $derived(this.current.process);
  readonly view = $derived(this.current.view);
  readonly filter = $derived(this.current.filter);
  /** The filter of the figures of the moment; the analysis asks for its own. */
  readonly chosenNow = $derived(this.current.view === 'now' ? this.current.filter : null);
  readonly events = $derived(this.current.events);
  readonly against = $derived(this.current.against);

  constructor() {
    addEventListener('popstate', () => {
      this.current = { ...parseScreen(location.search), theme: this.current.theme };
    });
  }

  /** Opening something makes a step in the history, so that Back closes it; a setting doesn't. */
  set(patch: Partial<Screen>, step = false): void {
    this.current = { ...this.current, ...patch };
    const address = location.pathname + formatScreen(this.current) + location.hash;
    if (step) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  }

  /** Another process: what was open was of the one before. */
  setProcess(process: string | null, step: boolean): void {
    this.set({ process, by: null, measure: null, queue: null, sla: null, case: null, filter: null, events: null, against: null, from: null, to: null }, step);
  }

  setTheme(theme: Theme): void {
    try {
      if (theme === 'auto') localStorage.removeItem(THEME_KEY);
      else localStorage.setItem(THEME_KEY, theme);
    } catch {
      // As above.
    }
    this.set({ theme });
  }
}

export const screen = new ScreenState();
