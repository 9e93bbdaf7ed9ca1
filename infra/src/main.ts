import { join } from 'node:path';
import { environments } from './environments/index.ts';
import { shopApp } from './shop-app.ts';

/**
 * `npm run infra:synth [-- <environment> …]`: writes the CloudFormation templates of the environments, or of those that are named, to
 * infra/cdk.out/<environment>. It needs no network and no account. Exit code 1 if a check of cdk-nag is open.
 */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !environments.some((environment) => environment.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no environment '${unknown.join("', '")}'. There are: ${environments.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}
for (const environment of environments) {
  if (asked.length > 0 && !asked.includes(environment.name)) continue;
  const outdir = join(import.meta.dirname, '..', 'cdk.out', environment.name);
  const { stacks } = shopApp(environment, { outdir }).synth();
  const resources = stacks.map(({ template }: { template: { Resources?: object } }) => Object.keys(template.Resources ?? {}).length);
  process.stdout.write(`${environment.name}: ${stacks.length} stacks with ${resources.reduce((sum, count) => sum + count, 0)} resources in infra/cdk.out/${environment.name}\n`);
}
