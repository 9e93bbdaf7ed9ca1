import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { Migration } from '../hosts/migration.ts';
import type { FoundationStack } from './foundation-stack.ts';

/** The task that migrates schemas. It is deployed, and run, before the hosts of the same version. */
export class MigrationStack extends Stack {
  readonly migration: Migration;

  constructor(scope: Construct, id: string, { site, foundation: { network, cluster }, data, ...props }: StackProps & { readonly site: Site; readonly foundation: FoundationStack; readonly data: ShopData }) {
    super(scope, id, props);
    this.migration = new Migration(this, 'Migration', { site, network, data, cluster });
  }
}
