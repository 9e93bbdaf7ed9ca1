#!/usr/bin/env node
// Plain JavaScript, since an older Node cannot even read the command itself.
import '../preflight.js';
await import('../src/banyan/main.ts');
