import { build, createBuilder } from 'vite';

/** Builds the console into `dist`: its pages, then the host that serves them. */
process.chdir(import.meta.dirname);
const pages = await createBuilder({ configFile: 'vite.config.ts', logLevel: 'warn' });
await pages.buildApp();
await build({ configFile: 'vite.host.config.ts', logLevel: 'warn' });
