import { cloudKit, compatibility, contracts, control, controlAnswers, core, libs, modules, node, outbox, own, ownFolder, pages, seededRandom, tools } from './targets.ts';
import type { Zone } from './zone.ts';

/** What is run, rather than imported. */
export const programZones: readonly Zone[] = [
  {
    rule: 'app',
    who: 'An app',
    files: '(apps/(?!storefront/|console/)[^/]+)/',
    may: [own, modules, libs],
    anyVendor: true,
    because: 'Apps share code by way of libs, never from each other.',
  },
  {
    rule: 'storefront',
    who: 'The storefront',
    files: '(apps/storefront)/',
    may: [own, contracts, pages],
    anyVendor: true,
    because: 'It is a client of the shoppers’ API like any other, and knows nothing of what is behind it.',
  },
  {
    rule: 'console',
    who: 'The console',
    files: '(apps/console)/',
    may: [own, contracts, controlAnswers, pages],
    anyVendor: true,
    because: 'What it knows of a shop, the control API has told it.',
  },
  {
    rule: 'tools',
    who: 'The tools',
    files: '(tools)/',
    may: [own, modules, libs],
    anyVendor: true,
    because: 'They start apps as processes and import none.',
  },
  {
    rule: 'cli',
    who: 'The command banyan (tools/src/banyan)',
    files: '(tools)/src/banyan/',
    may: [ownFolder('banyan'), { name: 'tools/src/start for flags and folders', path: '$1/src/start/(?:flags|nearest|root)\\.' }, { name: 'tools/src/contracts', path: '$1/src/contracts/' }, compatibility, control, core],
    anyVendor: true,
    because: 'What it knows of a shop, the control API has told it; what it knows of contracts, the workspace has published.',
  },
  {
    rule: 'infra',
    who: 'The infrastructure (infra)',
    files: '(infra)/',
    may: [own, contracts, cloudKit, node('child_process', 'fs', 'module', 'path')],
    because: 'It knows what the shop promises, and none of its code: whether both agree on names is tested in e2e.',
  },
  {
    rule: 'bench',
    who: 'The bench',
    files: '(bench)/',
    may: [own, tools, modules, libs],
    anyVendor: true,
    because: 'It measures what ships.',
  },
  {
    rule: 'e2e',
    who: 'The whole-system stories (e2e)',
    files: '(e2e)/(?!hostile-|src/faults/simulation/)',
    may: [own, tools, contracts],
    anyVendor: true,
    because: 'They see the shop from outside, as its shoppers and operators do.',
  },
  {
    rule: 'simulation',
    who: 'The simulation (e2e/src/faults/simulation)',
    files: '(e2e)/src/faults/simulation/',
    may: [own, modules, core, outbox, contracts, seededRandom, node('async_hooks', 'crypto', 'fs/promises', 'path', 'util')],
    because: 'It runs the shop’s own code in virtual time: whatever touches the world is played by it.',
  },
  {
    rule: 'hostile',
    who: 'A build with bad intentions (e2e/hostile-*)',
    files: '(e2e/hostile-[^/]+)/',
    may: [own, modules, libs],
    anyVendor: true,
    because: 'It is an app that the whole-system stories start as a process.',
  },
];
