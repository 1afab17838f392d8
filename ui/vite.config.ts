import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the page of a studio that is running: worldreel serve --port 8188.
const studio = process.env['WORLDREEL_URL'] ?? 'http://127.0.0.1:8188';

export default defineConfig({
  plugins: [svelte()],
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
