import { defineConfig } from 'vitest/config';

const server = process.env.CALMROOM_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  // Relative, so that the page works under a sub-path behind a proxy, too.
  base: './',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'studio.html'] },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api': server,
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    testTimeout: 60_000,
    environment: 'node',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
  },
});
