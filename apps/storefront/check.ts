import { inStorefront } from './in-storefront.ts';

/** Checks the types of the storefront, its pages included. */
inStorefront('@sveltejs/kit/svelte-kit.js', 'sync');
inStorefront('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings');
