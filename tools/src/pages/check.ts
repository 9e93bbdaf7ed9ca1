import { enterApp } from './app-folder.ts';
import { runPackage } from './run-package.ts';

/** `node tools/src/pages/check.ts storefront` checks the types of an app, its pages included. */
enterApp();
runPackage('@sveltejs/kit/svelte-kit.js', 'sync');
runPackage('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings');
