import { screen } from './screen.svelte';

/** The colours that are really shown: what was chosen, else what the system wants. */
class ThemeState {
  private systemDark = $state(false);
  readonly shown: 'light' | 'dark' = $derived(
    screen.current.theme === 'auto' ? (this.systemDark ? 'dark' : 'light') : screen.current.theme,
  );

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.systemDark = query.matches;
    query.addEventListener('change', (e) => (this.systemDark = e.matches));
  }
}

export const theme = new ThemeState();
