import { build, createBuilder, defaultServerConditions } from 'vite';
import { enterApp } from './app-folder.ts';

/** `node tools/src/pages/build.ts storefront` builds an app's pages into its `dist`, and beside them the host that serves them: one file. */
enterApp();
const pages = await createBuilder({ configFile: 'vite.config.ts', logLevel: 'warn' });
await pages.buildApp();
await build({
  configFile: false,
  logLevel: 'warn',
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
