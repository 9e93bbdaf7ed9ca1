import { contracts, core, define, keyRing, libs, modules, outbox, own, postgres, testing, wire } from './targets.ts';
import type { Zone } from './zone.ts';

const sameNeighbours = 'Tests may use any library, but keep to the neighbours of the code they test.';

export const testZones: readonly Zone[] = [
  {
    rule: 'lib-tests',
    who: 'Tests of contracts, core and outbox',
    files: '(libs/(?:contracts|strangler|outbox))',
    tests: true,
    may: [own, define],
    anyVendor: true,
    because: sameNeighbours,
  },
  {
    rule: 'adapter-tests',
    who: 'Tests of an adapter',
    files: '(libs/adapters/[^/]+)',
    tests: true,
    may: [own, core, outbox, define, wire, keyRing, testing],
    anyVendor: true,
    because: sameNeighbours,
  },
  {
    rule: 'control-tests',
    who: 'Tests of the control API',
    files: '(libs/control)',
    tests: true,
    may: [own, core, outbox, define, wire],
    anyVendor: true,
    because: sameNeighbours,
  },
  {
    rule: 'reporting-tests',
    who: 'Tests of the reporting',
    files: '(libs/reporting)',
    tests: true,
    may: [own, testing],
    anyVendor: true,
    because: sameNeighbours,
  },
  {
    rule: 'host-tests',
    who: 'Tests of the host',
    files: '(libs/host)',
    tests: true,
    may: [own, libs, testing],
    anyVendor: true,
    because: sameNeighbours,
  },
  {
    rule: 'module-tests',
    who: 'Tests of a module',
    files: '(modules/[^/]+)',
    tests: true,
    may: [own, contracts, outbox, postgres, testing],
    anyVendor: true,
    because: sameNeighbours,
  },
  {
    rule: 'app-tests',
    who: 'Tests of an app',
    files: '(apps/[^/]+)',
    tests: true,
    may: [own, modules, libs, testing],
    anyVendor: true,
    because: sameNeighbours,
  },
  {
    rule: 'infra-tests',
    who: 'Tests of the infrastructure',
    files: '(infra)',
    tests: true,
    may: [own, contracts],
    anyVendor: true,
    because: sameNeighbours,
  },
];
