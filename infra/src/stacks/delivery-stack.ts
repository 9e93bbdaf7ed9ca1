import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Site } from '../environments/site.ts';
import type { Migration } from '../hosts/migration.ts';
import { Deployer } from '../pipeline/deployer.ts';

/** What the pipeline needs of a region of an environment. */
export class DeliveryStack extends Stack {
  constructor(scope: Construct, id: string, { site, migration, ...props }: StackProps & { readonly site: Site; readonly migration: Migration }) {
    super(scope, id, props);
    new Deployer(this, 'Deployer', { site, migration });
  }
}
