import { contracts, libs, modules, own, tools } from './targets.ts';
import type { Zone } from './zone.ts';

/** What is run, rather than imported. */
export const programZones: readonly Zone[] = [
  {
    rule: 'app',
    who: 'An app',
    files: '(apps/[^/]+)/',
    may: [own, modules, libs],
    anyVendor: true,
    because: 'Apps share code by way of libs, never from each other.',
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
    files: '(e2e)/',
    may: [own, tools, contracts],
    anyVendor: true,
    because: 'They see the shop from outside, as its shoppers and operators do.',
  },
];
