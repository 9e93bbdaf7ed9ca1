import { App, Tags, Validations, type Environment as AwsEnvironment, type Stack } from 'aws-cdk-lib';
import { VALIDATE_AGAINST_DEFAULT_RULES } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Environment } from './environments/environment.ts';
import { delivery as example, type Delivery } from './environments/delivery.ts';
import { images } from './environments/images.ts';
import { sitesOf, type Site } from './environments/site.ts';
import { hostNames } from './shop/hosts.ts';
import { pagesNames } from './shop/pages.ts';
import { ChoresStack } from './stacks/chores-stack.ts';
import { ContentDeliveryStack } from './stacks/content-delivery-stack.ts';
import { CopiesStack } from './stacks/copies-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { DeliveryStack } from './stacks/delivery-stack.ts';
import { EntryStack } from './stacks/entry-stack.ts';
import { FoundationStack } from './stacks/foundation-stack.ts';
import { HostStack } from './stacks/host-stack.ts';
import { ImagesStack } from './stacks/images-stack.ts';
import { MigrationStack } from './stacks/migration-stack.ts';
import { PagesStack } from './stacks/pages-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';
import { ReportsStack } from './stacks/reports-stack.ts';
import { WatchStack } from './stacks/watch-stack.ts';

export interface AppOptions {
  /** Where it is synthesised to; a temporary folder if left out. */
  readonly outdir?: string;
  /** Whether the templates are held against CloudFormation's own schemas as well, which takes seconds; true if left out. */
  readonly againstSchemas?: boolean;
}

/** How a stack is called, `banyan-production-eu-west-1-orders`: people deploy by these names. */
export function stackName(environment: Environment, ...rest: readonly string[]): string {
  return ['banyan', environment.name, ...rest].join('-');
}

/** What environments share: where their images are made, and how changes reach them. */
export function sharedApp({ outdir, againstSchemas = true }: AppOptions = {}, delivery: Delivery = example): App {
  const app = newApp({ outdir, againstSchemas });
  new ImagesStack(app, 'banyan-images', { env: images });
  new PipelineStack(app, 'banyan-pipeline', { delivery, env: images });
  return app;
}

/**
 * An environment with all its stacks, its regions one after the other, each made of the same parts.
 */
export function shopApp(environment: Environment, { outdir, againstSchemas = true }: AppOptions = {}): App {
  const app = newApp({ outdir, againstSchemas });
  Tags.of(app).add('banyan:environment', environment.name);
  const { account, backups, contentDelivery } = environment;
  const copies = new CopiesStack(app, stackName(environment, backups.copyTo, 'copies'), { environment, env: { account, region: backups.copyTo } });
  const [home, ...others] = sitesOf(environment).map((site) => stacksOf(app, site));
  home!.data.addStackDependency(copies, 'Backups are copied there.');
  for (const other of others) {
    other.data.addStackDependency(home!.data, 'It follows the database of the home region and has copies of its secrets.');
  }
  if (contentDelivery) {
    new ContentDeliveryStack(app, stackName(environment, 'content-delivery'), { environment, contentDelivery, env: { account, region: 'us-east-1' } });
  }
  return app;
}

function newApp({ outdir, againstSchemas }: { readonly outdir: string | undefined; readonly againstSchemas: boolean }): App {
  const app = new App({
    ...(outdir === undefined ? {} : { outdir }),
    analyticsReporting: false,
    builtinCloudFormationValidation: againstSchemas,
    // What CloudFormation would refuse is no warning.
    context: { [VALIDATE_AGAINST_DEFAULT_RULES]: true },
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

function stacksOf(app: App, site: Site): { readonly data: Stack } {
  const { environment, region } = site;
  const env: AwsEnvironment = { account: environment.account, region: region.name };
  const name = (part: string) => stackName(environment, region.name, part);
  const foundation = new FoundationStack(app, name('foundation'), { site, env });
  const data = new DataStack(app, name('data'), { site, foundation, env });
  const common = { site, foundation, data: data.data, env };
  const migration = new MigrationStack(app, name('migration'), common);
  new DeliveryStack(app, name('delivery'), { site, migration: migration.migration, env });
  for (const host of hostNames) {
    new HostStack(app, name(host), { ...common, host }).addStackDependency(migration, 'Schemas are brought up to date first.');
  }
  const pages = pagesNames.map((each) => new PagesStack(app, name(each), { ...common, pages: each }));
  const entry = new EntryStack(app, name('entry'), { site, foundation, env });
  new WatchStack(app, name('watch'), { ...common, entry: entry.entry, pages });
  const { reportingHost } = data.data;
  if (reportingHost !== undefined) new ReportsStack(app, name('reports'), { ...common, reportingHost }).addStackDependency(migration, 'It makes the login of reports.');
  new ChoresStack(app, name('chores'), common);
  return { data };
}
