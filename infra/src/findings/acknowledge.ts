import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why a finding of cdk-nag is right as it is, at the construct that has it.
 * @param finding the rule, as cdk-nag calls it, with what it found where it says so: `AwsSolutions-IAM5[Resource::*]`
 * @param reason why it does not apply, for whoever reviews it
 */
export function acknowledge(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: finding, reason });
}

/** A managed policy of AWS, as cdk-nag calls the finding that a role has it: `service-role/AWSLambdaBasicExecutionRole`. */
export function managedPolicy(name: string): string {
  return `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`;
}

/** Any resource, as cdk-nag calls the finding that a policy names it. */
export const anyResource = 'AwsSolutions-IAM5[Resource::*]';
