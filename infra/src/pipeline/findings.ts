import { Stack } from 'aws-cdk-lib';
import type { Project } from 'aws-cdk-lib/aws-codebuild';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from '../findings/acknowledge.ts';

const action = (name: string) => `AwsSolutions-IAM5[Action::${name}]`;
const resource = (name: string) => `AwsSolutions-IAM5[Resource::${name}]`;

/** What stages hand to each other: a sentence of the tests holds these against the one bucket and the one key that they are for. */
export function acknowledgeArtifacts(stack: Stack, bucket: Bucket): void {
  for (const name of ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']) {
    acknowledge(stack, action(name), 'The CDK writes the reads and writes of a stage in this way: on the bucket of the artefacts and with the key of deliveries only.');
  }
  acknowledge(stack, resource(`<${logicalId(bucket)}.Arn>/*`), 'An artefact has a new name in each execution.');
}

/** What a build writes down is in a group for it alone. */
export function acknowledgeBuildLog(project: Project): void {
  const { region, account } = Stack.of(project);
  acknowledge(project.role!, resource(`arn:<AWS::Partition>:logs:${region}:${account}:log-group:/aws/codebuild/<${logicalId(project)}>:*`), 'The streams of the build’s own log.');
}

/** Objects of a bucket below a folder. */
export function acknowledgeObjects(role: Parameters<typeof acknowledge>[0], bucket: Bucket, folder: string): void {
  acknowledge(role, resource(`<${logicalId(bucket)}.Arn>/${folder}/*`), 'Releases, and what became of them, have names that are not known beforehand; each kind lies in a folder of its own.');
}

function logicalId(construct: Bucket | Project): string {
  return Stack.of(construct).getLogicalId(construct.node.defaultChild as Parameters<Stack['getLogicalId']>[0]);
}
