import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    // On a phone a table's rows are laid out as cards; `display: grid` takes away their roles, so they are said again.
    warningFilter: (warning) => warning.code !== 'a11y_no_redundant_roles',
  },
};
