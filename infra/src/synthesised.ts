import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import type { Delivery } from './environments/delivery.ts';
import type { Environment } from './environments/environment.ts';
import { environments } from './environments/index.ts';
import { sitesOf, type Site } from './environments/site.ts';
import { sharedApp, shopApp, stackName } from './shop-app.ts';

/** A resource as CloudFormation reads it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
}

/** A stack as CloudFormation reads it. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

/** An environment's stacks, by their names. */
export interface Synthesised {
  readonly environment: Environment;
  readonly stacks: ReadonlyMap<string, Template>;
}

/** A region's part, for tests: `data`, `orders` … @throws {Error} if there is no such stack */
export function templateOf({ environment, stacks }: Synthesised, { region }: Site, part: string): Template {
  const name = stackName(environment, region.name, part);
  const template = stacks.get(name);
  if (!template) throw new Error(`There is no stack '${name}'. There are: ${[...stacks.keys()].join(', ')}.`);
  return template;
}

/** Synthesises an environment as far as tests need it, and leaves nothing on the disk. It takes seconds: do it once. @throws {Error} if a finding of cdk-nag is open */
export function synthesise(environment: Environment): Synthesised {
  return { environment, stacks: templatesOf((outdir) => shopApp(environment, { outdir, againstSchemas: false })) };
}

/** Synthesises what environments share. */
export function synthesiseShared(delivery?: Delivery): ReadonlyMap<string, Template> {
  return templatesOf((outdir) => sharedApp({ outdir, againstSchemas: false }, delivery));
}

function templatesOf(app: (outdir: string) => App): ReadonlyMap<string, Template> {
  const outdir = mkdtempSync(join(tmpdir(), 'banyan-synthesised-'));
  try {
    // A stack's template is read when it is asked for: here, while the folder is there.
    return new Map(app(outdir).synth().stacks.map(({ stackName: name, template }: { readonly stackName: string; readonly template: unknown }) => [name, template as Template]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export { environments, sitesOf };
export type { Environment, Site };
export { hostNames, type HostName } from './shop/hosts.ts';
export { pagesNames, type PagesName, type ServiceName } from './shop/pages.ts';
export { queuesOf } from './shop/queue-names.ts';
export { dev, production } from './environments/index.ts';
export { madeValue } from './data/made-value.ts';
export { imageNames } from './images/image-names.ts';
