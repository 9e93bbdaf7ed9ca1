import { servePages } from '@banyan/pages';

/** Serves what `vite.config.ts` builds, which lies beside this file then. */
servePages('storefront', new URL('handler.js', import.meta.url).href);
