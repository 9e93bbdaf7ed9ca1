import { contracts, extract, nest, node, npm, outbox, own, ownFolder, postgres, schemas } from './targets.ts';
import type { Zone } from './zone.ts';

const alone = 'It doesn’t know where it runs, nor where its neighbours run: ask for a neighbour’s API by tokenOf(its contract).';
const handedIn = 'What touches the world is handed in by the *.module.ts.';

const technologies = ['stores', 'reports', 'journal', 'tokens', 'passwords', 'crypto', 'provider'];
const elsewhere = ['domain', 'use-cases', 'ports', ...technologies].join('|');

export const moduleZones: readonly Zone[] = [
  {
    rule: 'domain',
    who: 'A module’s domain/',
    files: '(modules/[^/]+)/src/domain/',
    may: [ownFolder('domain'), contracts],
    because: 'Its rules are pure: no database, no clock, no chance. Hand those in as arguments.',
  },
  {
    rule: 'use-cases',
    who: 'A module’s use-cases/ and ports/',
    files: '(modules/[^/]+)/src/(?:use-cases|ports)/',
    may: [{ name: 'its own files, other than stores/ and *.module.ts', path: '$1/src/(?!stores/|[^/]+\\.module\\.ts$)' }, contracts, outbox],
    because: handedIn,
  },
  {
    rule: 'stores',
    who: 'A module’s stores/',
    files: '(modules/[^/]+)/src/stores/',
    may: [own, contracts, outbox, postgres, npm('typeorm'), node('crypto')],
    because: alone,
  },
  {
    rule: 'reports',
    who: 'A module’s reports/',
    files: '(modules/[^/]+)/src/reports/',
    may: [ownFolder('reports'), extract],
    because: 'It describes what the module gives away, as data.',
  },
  {
    rule: 'journal',
    who: 'A module’s journal/',
    files: '(modules/[^/]+)/src/journal/',
    may: [own, contracts, outbox, schemas, node('fs/promises', 'path', 'crypto', 'timers/promises')],
    because: handedIn,
  },
  {
    rule: 'tokens',
    who: 'A module’s tokens/',
    files: '(modules/[^/]+)/src/tokens/',
    may: [own, contracts, npm('jose'), node('crypto')],
    because: handedIn,
  },
  {
    rule: 'passwords',
    who: 'A module’s passwords/',
    files: '(modules/[^/]+)/src/passwords/',
    may: [own, contracts, node('crypto', 'util')],
    because: handedIn,
  },
  {
    rule: 'crypto',
    who: 'A module’s crypto/',
    files: '(modules/[^/]+)/src/crypto/',
    may: [own, contracts, node('crypto')],
    because: handedIn,
  },
  {
    rule: 'provider',
    who: 'A module’s provider/',
    files: '(modules/[^/]+)/src/provider/',
    may: [own, contracts, schemas, npm('undici')],
    because: handedIn,
  },
  {
    rule: 'wiring',
    who: 'A *.module.ts',
    files: '(modules/[^/]+)/src/[^/]+\\.module\\.ts$',
    may: [own, contracts, outbox, postgres, schemas, nest, node('crypto')],
    because: alone,
  },
  {
    rule: 'module',
    who: 'A module',
    files: `(modules/[^/]+)/src/(?!(?:${elsewhere})/|[^/]+\\.module\\.ts$)`,
    may: [own, contracts, outbox, schemas, node('crypto')],
    because: alone,
  },
];
