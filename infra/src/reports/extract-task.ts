import { Stack } from 'aws-cdk-lib';
import { CpuArchitecture, FargateTaskDefinition, LogDriver, OperatingSystemFamily } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ReportSecrets } from './report-secrets.ts';
import type { Site } from '../environments/site.ts';
import { acknowledge, anyResource } from '../findings/acknowledge.ts';
import { handIn } from '../hosts/handed-in.ts';
import { STATE_FOLDER } from '../hosts/host-environment.ts';
import { imageByDigest } from '../hosts/image.ts';
import { retention } from '../watch/retention.ts';
import { EXTRACTS, type ReportsBucket } from './reports-bucket.ts';

export interface ExtractTaskProps {
  readonly site: Site;
  readonly secrets: ReportSecrets;
  /** The endpoint that leads to the instance for reports, and to no other. */
  readonly reportingHost: string;
  readonly place: ReportsBucket;
}

/** Seconds by which the replica may be behind: more, and nothing is written. */
const AT_MOST_BEHIND = '900';

/** `npm run report:extract`, as the image of the migration runs it. */
const command = ['node', '--enable-source-maps', 'tools/extract/dist/main.js', '--data', STATE_FOLDER];

/** The task that writes what has changed since the last time for reports. It reads from the replica, and may write extracts and nothing else. */
export class ExtractTask extends Construct {
  readonly task: FargateTaskDefinition;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, { site: { environment, region }, secrets, reportingHost, place: { bucket, key } }: ExtractTaskProps) {
    super(scope, id);
    const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');
    const executionRole = new Role(this, 'Execution', { assumedBy, description: 'Fetches the image and the secrets of the extract.' });
    const taskRole = new Role(this, 'Role', { assumedBy, description: 'What the extract may do of AWS: keep extracts.' });
    taskRole.addToPolicy(new PolicyStatement({ sid: 'KeepExtracts', actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], resources: [bucket.arnForObjects(`${EXTRACTS}/*`)] }));
    taskRole.addToPolicy(new PolicyStatement({ sid: 'ListExtracts', actions: ['s3:ListBucket'], resources: [bucket.bucketArn], conditions: { StringLike: { 's3:prefix': `${EXTRACTS}/*` } } }));
    taskRole.addToPolicy(new PolicyStatement({ sid: 'CryptExtracts', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn], conditions: { StringEquals: { 'kms:ViaService': `s3.${region.name}.amazonaws.com` } } }));
    const logicalId = Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket);
    acknowledge(taskRole, `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${EXTRACTS}/*]`, 'A run names its files itself; they are all below one prefix.');

    this.log = new LogGroup(this, 'Log', { logGroupName: `/banyan/${environment.name}/reports`, ...retention(environment) });
    this.task = new FargateTaskDefinition(this, 'Definition', {
      family: `banyan-${environment.name}-reports`,
      cpu: 512,
      memoryLimitMiB: 1_024,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
      taskRole,
      executionRole,
      volumes: [{ name: 'state' }],
    });
    const container = this.task.addContainer('extract', {
      image: imageByDigest(this, 'migrate', executionRole),
      command: [...command, '--to', `s3://${bucket.bucketName}/${EXTRACTS}`, '--max-behind', AT_MOST_BEHIND],
      logging: LogDriver.awsLogs({ streamPrefix: 'log', logGroup: this.log }),
      environment: {
        REPORTS_DATABASE_HOST: reportingHost,
        TMPDIR: STATE_FOLDER,
        NODE_EXTRA_CA_CERTS: '/usr/local/share/ca-certificates/rds-global-bundle.pem',
      },
      secrets: {
        REPORTS_DATABASE_URL: handIn(this, 'REPORTS_DATABASE_URL', secrets.login, 'value', executionRole),
        REPORTS_PSEUDONYM_KEY: handIn(this, 'REPORTS_PSEUDONYM_KEY', secrets.pseudonymKey, 'value', executionRole),
      },
      readonlyRootFilesystem: true,
    });
    container.addMountPoints({ sourceVolume: 'state', containerPath: STATE_FOLDER, readOnly: false });
    acknowledge(this.task, 'AwsSolutions-ECS2', 'What stands in the environment is no secret. Secrets come from Secrets Manager.');
    acknowledge(executionRole, anyResource, 'ECR gives its login for all repositories of an account or for none; images are pulled from named ones only.');
  }
}
