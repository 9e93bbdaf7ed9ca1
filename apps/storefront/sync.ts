import { inStorefront } from './in-storefront.ts';

/** Has SvelteKit write what the pages' types are made of: compilers and linters read it. */
inStorefront('@sveltejs/kit/svelte-kit.js', 'sync');
