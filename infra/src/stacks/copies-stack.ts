import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { copiesVaultName, Vault } from '../data/backups.ts';
import type { Environment } from '../environments/environment.ts';

/** The vault in another region to which backups are copied. It is there also where no recovery region is. */
export class CopiesStack extends Stack {
  constructor(scope: Construct, id: string, { environment, ...props }: StackProps & { readonly environment: Environment }) {
    super(scope, id, props);
    new Vault(this, 'Copies', { environment, name: copiesVaultName(environment) });
  }
}
