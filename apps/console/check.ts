import { inConsole } from './in-console.ts';

/** Checks the types of the console, its pages included. */
inConsole('@sveltejs/kit/svelte-kit.js', 'sync');
inConsole('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings');
