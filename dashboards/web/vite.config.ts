import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const API = process.env['SOJOURN_API'] ?? 'http://127.0.0.1:8088';

export default defineConfig({
  base: './',
  plugins: [svelte()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': API } },
  test: { include: ['tests/unit/**/*.test.ts'], environment: 'node' },
});
