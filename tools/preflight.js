// Loaded before every command (`node --import ./tools/preflight.js …`). Plain JavaScript, since an older Node
// cannot even read the commands themselves.
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
const installed = (path) => existsSync(new URL(`../node_modules/${path}`, import.meta.url));

if (!installed('typebox')) refuse('Nothing is installed yet. Run `npm ci` first.');
if (major < 24) refuse(`Banyan runs on Node 24; this is Node ${process.versions.node}. ${remedy()}`);

function remedy() {
  return installed('node/bin')
    ? '`npm ci` has brought Node 24 along: call this by its npm script.'
    : '`npm ci` brings Node 24 along, unless npm was told to run no install scripts. Run `npm ci --ignore-scripts=false`, or install Node 24.';
}

function refuse(words) {
  console.error(words);
  process.exit(1);
}
