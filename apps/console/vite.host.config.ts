import { defaultServerConditions, defineConfig } from 'vite';

/** The host: one file beside what `vite.config.ts` builds. */
export default defineConfig({
  ssr: { noExternal: [/^@banyan\//], resolve: { conditions: ['banyan-source', ...defaultServerConditions] } },
  build: {
    ssr: 'src/host/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: { external: [/\/handler\.js$/], output: { entryFileNames: 'main.js' } },
  },
});
