import { enterApp } from './app-folder.ts';
import { runPackage } from './run-package.ts';

/** `node tools/src/pages/sync.ts storefront` has SvelteKit write what an app's types are made of: compilers and linters read it. */
enterApp();
runPackage('@sveltejs/kit/svelte-kit.js', 'sync');
