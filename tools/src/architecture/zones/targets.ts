import type { Target } from './zone.ts';

/** The files of the importing package. */
export const own: Target = { name: 'its own files', path: '$1/' };

/** A folder of the importing package's sources. */
export const ownFolder = (folder: string): Target => ({ name: `its ${folder}/`, path: `$1/src/${folder}/` });

/** Packages from npm. */
export const npm = (...packages: string[]): Target => ({
  name: packages.join(', '),
  path: `node_modules/(?:${packages.map((name) => name.replace('*', '[^/]+')).join('|')})/`,
});

/** Modules that Node brings along. */
export const node = (...modules: string[]): Target => ({
  name: modules.map((name) => `node:${name}`).join(', '),
  path: `(?:${modules.join('|')})$`,
});

export const define: Target = { name: '@banyan/contracts/define', path: 'libs/contracts/src/define/' };
export const keyRing: Target = { name: '@banyan/contracts/key-ring', path: 'libs/contracts/src/key-ring\\.' };
export const wire: Target = { name: '@banyan/contracts/wire', path: 'libs/contracts/src/wire/' };
export const contracts: Target = { name: '@banyan/contracts/* but wire and compatibility', path: 'libs/contracts/src/(?!wire/|compatibility/)' };
export const compatibility: Target = { name: '@banyan/contracts/compatibility', path: 'libs/contracts/src/compatibility/' };
export const core: Target = { name: '@banyan/strangler', path: 'libs/strangler/src/' };
export const control: Target = { name: '@banyan/control', path: 'libs/control/src/' };
export const controlAnswers: Target = { name: '@banyan/control/answers and words', path: 'libs/control/src/(?:answers|words)\\.' };
export const pages: Target = { name: '@banyan/pages', path: 'libs/pages/src/' };
export const extract: Target = { name: '@banyan/reporting/extract', path: 'libs/reporting/src/extract\\.' };
export const outbox: Target = { name: '@banyan/outbox', path: 'libs/outbox/src/' };
export const postgres: Target = { name: '@banyan/adapter-postgres', path: 'libs/adapters/postgres/src/' };
export const libs: Target = { name: 'the libs', path: 'libs/' };
export const modules: Target = { name: 'the modules', path: 'modules/' };
export const tools: Target = { name: '@banyan/tools', path: 'tools/src/' };
export const seededRandom: Target = { name: '@banyan/tools/seeded-random', path: 'tools/src/seeded-random.ts' };
export const environments: Target = { name: '@banyan/infra/environments', path: 'infra/src/environments/index\\.ts' };
export const switchOver: Target = { name: '@banyan/infra/switch-over', path: 'infra/src/switch-over\\.ts' };
export const testing: Target = { name: '@banyan/tools/testing', path: 'tools/src/testing/' };

export const schemas: Target = npm('typebox');
export const nest: Target = npm('@nestjs/common', '@nestjs/core', '@nestjs/microservices', 'rxjs', 'reflect-metadata');
export const cloudKit: Target = npm('aws-cdk-lib', 'cdk-nag', 'constructs');
