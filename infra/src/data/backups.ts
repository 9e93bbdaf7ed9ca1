import { Duration } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault, type IBackupVault } from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { prefixOf } from '../environments/site.ts';
import { acknowledge, managedPolicy } from '../findings/acknowledge.ts';
import { removal } from '../watch/retention.ts';

const BACKUP_POLICY = 'service-role/AWSBackupServiceRolePolicyForBackup';

/** The vault for copies of backups, in another region than the home region. */
export function copiesVaultName(environment: Environment): string {
  return `${prefixOf(environment)}-copies`;
}

/** A vault for backups, encrypted with a key of its own. What lies in it cannot be deleted before its time. */
export class Vault extends Construct {
  readonly vault: BackupVault;

  constructor(scope: Construct, id: string, { environment, name }: { readonly environment: Environment; readonly name: string }) {
    super(scope, id);
    const removalPolicy = removal(environment.keepsData);
    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: name,
      encryptionKey: new Key(this, 'Key', { description: `Encrypts the backups in ${name}.`, enableKeyRotation: true, removalPolicy }),
      blockRecoveryPointDeletion: environment.keepsData,
      removalPolicy,
    });
  }
}

/**
 * A backup of the database each night, kept as long as the environment says and copied to a vault in another region, which keeps it
 * for a time of its own. Beside it Aurora can go back to any second of the same days within the region.
 */
export class Backups extends Construct {
  constructor(scope: Construct, id: string, { environment, clusterArn, copies }: { readonly environment: Environment; readonly clusterArn: string; readonly copies: IBackupVault }) {
    super(scope, id);
    const { keepDays, keepCopiesDays } = environment.backups;
    const plan = new BackupPlan(this, 'Plan', { backupPlanName: prefixOf(environment), backupVault: new Vault(this, 'Home', { environment, name: `${prefixOf(environment)}-backups` }).vault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'nightly',
        scheduleExpression: Schedule.cron({ hour: '3', minute: '0' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(6),
        deleteAfter: Duration.days(keepDays),
        copyActions: [{ destinationBackupVault: copies, deleteAfter: Duration.days(keepCopiesDays) }],
      }),
    );
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      description: 'Backs up the database.',
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(BACKUP_POLICY)],
    });
    acknowledge(role, managedPolicy(BACKUP_POLICY), 'It is what AWS Backup needs to back up and to copy, kept by AWS.');
    plan.addSelection('Database', { resources: [BackupResource.fromArn(clusterArn)], role });
  }
}
