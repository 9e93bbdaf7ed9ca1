// Loaded before every command (`node --import ./tools/preflight.js …`). Plain JavaScript, since an older Node
// cannot even read the commands themselves.
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
const installed = existsSync(new URL('../node_modules/typebox', import.meta.url));

if (major < 24 || !installed) {
  console.error(
    installed
      ? `Banyan runs on Node 24; this is Node ${process.versions.node}. Run \`npm ci\`, which brings Node 24 along, and call this by its npm script.`
      : 'Nothing is installed yet. Run `npm ci` first.',
  );
  process.exit(1);
}
