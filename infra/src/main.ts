import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { environments } from './environments/index.ts';
import { sharedApp, shopApp } from './shop-app.ts';

/**
 * `npm run infra:synth [-- <environment> …]`: writes the CloudFormation templates of the environments and of what they share, or
 * of the environments that are named, to infra/cdk.out. It needs no network and no account. Exit code 1 if a check of cdk-nag is open
 * or CloudFormation would refuse a template.
 */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !environments.some((environment) => environment.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no environment '${unknown.join("', '")}'. There are: ${environments.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}
if (asked.length === 0) synthesise('shared', (outdir) => sharedApp({ outdir }));
for (const environment of environments) {
  if (asked.length === 0 || asked.includes(environment.name)) synthesise(environment.name, (outdir) => shopApp(environment, { outdir }));
}

function synthesise(name: string, app: (outdir: string) => App): void {
  const { stacks } = app(join(import.meta.dirname, '..', 'cdk.out', name)).synth();
  const resources = stacks.map(({ template }: { template: { Resources?: object } }) => Object.keys(template.Resources ?? {}).length);
  process.stdout.write(`${name}: ${stacks.length} stacks with ${resources.reduce((sum, count) => sum + count, 0)} resources in infra/cdk.out/${name}\n`);
}
