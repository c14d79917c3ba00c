import { defineConfig } from 'vite';

/** The page of `./calmroom tune run` as one script, to be written into a file with its findings. */
export default defineConfig({
  build: {
    target: 'es2022',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    copyPublicDir: false,
    outDir: 'dist/findings',
    lib: { entry: 'src/findings/main.ts', formats: ['es'], fileName: () => 'findings.js' },
  },
});
