import { defineConfig } from 'vite';

/** The host: one file beside what `vite.config.ts` builds. */
export default defineConfig({
  build: {
    ssr: 'src/host/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: { external: [/\/handler\.js$/], output: { entryFileNames: 'main.js' } },
  },
});
