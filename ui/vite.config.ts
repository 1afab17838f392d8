import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the page of a studio that is running: worldreel serve --port 8188.
const studio = process.env['WORLDREEL_URL'] ?? 'http://127.0.0.1:8188';

/** Nothing is painted before the script has run once: it sets the theme. */
const themeFirst: Plugin = {
  name: 'theme-first',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace('<script type="module"', '<script blocking="render" type="module"'),
  },
};

export default defineConfig({
  plugins: [svelte(), themeFirst],
  build: {
    target: ['es2022', 'safari16'],
    // A picture inside a script would be read before it is asked for.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/studio': { target: studio, changeOrigin: true, headers: { origin: studio } } },
  },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
