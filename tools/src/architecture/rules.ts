import type { IForbiddenRuleType } from 'dependency-cruiser';
import { zones } from './zones/index.ts';
import { sentenceOf, type Zone } from './zones/zone.ts';

const testCode = ['\\.(?:spec|testing|fixture)\\.ts$', '/testing/', '/fixtures\\.ts$'];
const folders = '(?:apps|bench|e2e|infra|libs|modules|tools)/';
const packages = '(libs/adapters/[^/]+|libs/[^/]+|modules/[^/]+|apps/[^/]+|bench|e2e|infra|tools)/';

/**
 * The rules for the workspace, as dependency-cruiser takes them; a rule's comment is its sentence.
 * @param below a regular expression for the folder that stands for the workspace: the fixtures' folders play workspace
 */
export function rulesFor(below = ''): IForbiddenRuleType[] {
  const from = (files: string) => `^${below}${files}`;
  // What stands for the workspace may import from the workspace itself. (Not one expression with an optional part: dependency-cruiser takes that for an unsafe one.)
  const to = (path: string) => (below === '' ? [`^${path}`] : [`^(?!${below})${path}`, `^${below}${path}`]);
  return [...zones.map((zone) => zoneRule(zone, from, to)), ...generalRules(from, to)];
}

type From = (files: string) => string;
type To = (path: string) => string[];

function zoneRule(zone: Zone, from: From, to: To): IForbiddenRuleType {
  return {
    name: zone.rule,
    severity: 'error',
    comment: sentenceOf(zone),
    from: zone.tests ? { path: testCode.map((path) => from(`${zone.files}.*${path}`)) } : { path: from(zone.files), pathNot: testCode },
    to: {
      couldNotResolve: false,
      pathNot: zone.may.flatMap(({ path }) => to(path)),
      ...(zone.anyVendor ? { path: to(folders) } : {}),
    },
  };
}

function generalRules(from: From, to: To): IForbiddenRuleType[] {
  return [
    {
      name: 'unresolvable',
      severity: 'error',
      comment: 'An import must lead somewhere, or no rule can judge it. Packages of the workspace are entered by what their package.json exports.',
      from: {},
      // What SvelteKit makes up while it builds: `$app/…`, `./$types` beside each route, and the handler that a host serves.
      to: { couldNotResolve: true, pathNot: '^(?:\\$app/|\\./\\$types$|\\./handler\\.js$)' },
    },
    {
      name: 'door',
      severity: 'error',
      comment: 'A relative path stays within its package. Enter another package by its name, through what its package.json exports.',
      from: { path: from(packages) },
      to: { path: to(folders), pathNot: to('$1/'), dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'test-code',
      severity: 'error',
      comment: 'Product code may import product code only. Move what both need out of the test code.',
      from: { pathNot: [...testCode, from('(?:e2e|bench)/')] },
      to: { path: testCode.flatMap((path) => to(`${folders}.*${path}`)) },
    },
    {
      name: 'cloud-kit',
      severity: 'error',
      comment: 'Only infra may import the AWS CDK: it takes seconds to load, and nothing that runs the shop has a use for it.',
      from: { pathNot: from('infra/') },
      to: { path: 'node_modules/(?:aws-cdk-lib|cdk-nag|constructs)/' },
    },
    {
      name: 'development-package',
      severity: 'error',
      comment: 'Product code may import packages listed under "dependencies" only: hosts are installed without the others.',
      // All that pages use is built into them.
      from: { path: from('(?:apps|libs|modules)/'), pathNot: [...testCode, from('apps/(?:storefront|console)/')] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'unlisted-package',
      severity: 'error',
      comment: 'A package must be listed in the root package.json, with its exact version.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'circle',
      severity: 'error',
      comment: 'Files may not import each other in a circle. Move what they share into a file of its own.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'orphan',
      severity: 'error',
      comment: 'A file that imports nothing and that nothing imports is a leftover. Use it or delete it.',
      // What only pages import seems to stand alone here, since pages are no TypeScript files.
      from: { orphan: true, path: from(folders), pathNot: ['\\.d\\.ts$', from('apps/(?:storefront|console)/')] },
      to: {},
    },
  ];
}
