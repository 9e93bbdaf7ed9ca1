import { Arn, ArnFormat, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import type { Construct } from 'constructs';
import { Backups, copiesVaultName } from '../data/backups.ts';
import { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { MediaBucket } from '../media/media-bucket.ts';
import type { FoundationStack } from './foundation-stack.ts';

/** All that the shop keeps in a region. */
export class DataStack extends Stack {
  readonly data: ShopData;
  readonly media: MediaBucket;

  constructor(scope: Construct, id: string, { site, foundation, ...props }: StackProps & { readonly site: Site; readonly foundation: FoundationStack }) {
    super(scope, id, props);
    const { environment } = site;
    const { network, accessLogs } = foundation;
    this.data = new ShopData(this, 'Data', { site, network });
    this.media = new MediaBucket(this, 'Media', { site, accessLogs, storageEndpoint: network.storageEndpoint });
    if (site.role === 'home') {
      const vaultArn = Arn.format({ partition: 'aws', service: 'backup', region: environment.backups.copyTo, account: environment.account, resource: 'backup-vault', resourceName: copiesVaultName(environment), arnFormat: ArnFormat.COLON_RESOURCE_NAME });
      new Backups(this, 'Backups', { environment, clusterArn: this.data.database.cluster.clusterArn, copies: BackupVault.fromBackupVaultArn(this, 'Copies', vaultArn) });
    }
  }
}
