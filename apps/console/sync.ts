import { inConsole } from './in-console.ts';

/** Has SvelteKit write what the pages' types are made of: compilers and linters read it. */
inConsole('@sveltejs/kit/svelte-kit.js', 'sync');
