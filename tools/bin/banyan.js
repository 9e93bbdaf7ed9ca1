#!/usr/bin/env node
// Plain JavaScript, since an older Node cannot even read the command itself.
import '../preflight.js';
import module from 'node:module';

// Packages of the workspace are found as sources, as by the npm scripts: nothing has to be built for a command.
module.registerHooks({
  resolve: (specifier, context, next) => next(specifier, { ...context, conditions: [...context.conditions, 'banyan-source'] }),
});
await import('../src/banyan/main.ts');
