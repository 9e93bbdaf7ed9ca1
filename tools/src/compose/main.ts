import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { writeEnvironment } from '../start/environment-file.ts';
import { root } from '../start/root.ts';
import { writeWhole } from '../start/whole-file.ts';
import { composedNginx } from './nginx.ts';
import { composedSecrets } from './secrets.ts';

/**
 * `npm run compose:prepare`: makes what `compose.yaml` needs. Secrets go to `.env`, which git ignores and its owner alone can read; those that
 * are there are kept, since the database knows them.
 */
const file = join(root, '.env');
const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
writeEnvironment(file, composedSecrets(kept));
writeWhole(join(root, 'compose', 'nginx.conf'), composedNginx());
console.log('.env holds the secrets of the shop in containers. Now: docker compose up --build');
