import { Stack } from 'aws-cdk-lib';
import type { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, type AwsSdkCall } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledge, anyResource, managedPolicy } from '../findings/acknowledge.ts';

export interface CodeReviewProps {
  readonly repository: Repository;
  readonly branch: string;
  readonly approvals: number;
}

/**
 * Nothing gets onto the delivered branch that nobody else has read: a pull request needs so many approvals, and nobody pushes past it.
 * CloudFormation knows no approval rules, so they are made by calls of CodeCommit's API, which the CDK's custom resource does.
 */
export class CodeReview extends Construct {
  constructor(scope: Construct, id: string, { repository, branch, approvals }: CodeReviewProps) {
    super(scope, id);
    const template = `${repository.repositoryName}-reviewed`;
    const content = JSON.stringify({ Version: '2018-11-08', DestinationReferences: [`refs/heads/${branch}`], Statements: [{ Type: 'Approvers', NumberOfApprovalsNeeded: approvals }] });
    const call = (action: string, parameters: object) => ({ service: 'CodeCommit', action, parameters, physicalResourceId: PhysicalResourceId.of(template) });
    const byName = { approvalRuleTemplateName: template };
    const rule = this.#custom('Rule', ['codecommit:CreateApprovalRuleTemplate', 'codecommit:UpdateApprovalRuleTemplateContent', 'codecommit:DeleteApprovalRuleTemplate'], {
      onCreate: call('createApprovalRuleTemplate', { ...byName, approvalRuleTemplateDescription: 'A change is read by somebody else.', approvalRuleTemplateContent: content }),
      onUpdate: call('updateApprovalRuleTemplateContent', { ...byName, newRuleContent: content }),
      onDelete: call('deleteApprovalRuleTemplate', byName),
    });
    const inRepository = { ...byName, repositoryName: repository.repositoryName };
    this.#custom('Association', ['codecommit:AssociateApprovalRuleTemplateWithRepository', 'codecommit:DisassociateApprovalRuleTemplateFromRepository'], {
      onCreate: call('associateApprovalRuleTemplateWithRepository', inRepository),
      onDelete: call('disassociateApprovalRuleTemplateFromRepository', inRepository),
    }).node.addDependency(rule);
    this.#nobodyPushes(repository, branch);
  }

  #custom(id: string, actions: string[], calls: { readonly onCreate: AwsSdkCall; readonly onUpdate?: AwsSdkCall; readonly onDelete: AwsSdkCall }): AwsCustomResource {
    const custom = new AwsCustomResource(this, id, { ...calls, installLatestAwsSdk: false, policy: AwsCustomResourcePolicy.fromStatements([new PolicyStatement({ actions, resources: ['*'] })]) });
    acknowledge(custom, anyResource, 'CodeCommit names no resource for approval rule templates.');
    return custom;
  }

  /** For whoever develops: pull requests and branches, and no push to the delivered branch. */
  #nobodyPushes(repository: Repository, branch: string): void {
    new ManagedPolicy(this, 'Developers', {
      managedPolicyName: `${repository.repositoryName}-developers`,
      description: 'Denies whoever has it to change the delivered branch other than by a pull request that was approved.',
      statements: [
        new PolicyStatement({
          sid: 'ByPullRequest',
          effect: Effect.DENY,
          actions: ['codecommit:GitPush', 'codecommit:PutFile', 'codecommit:CreateCommit', 'codecommit:DeleteBranch'],
          resources: [repository.repositoryArn],
          conditions: { StringEqualsIfExists: { 'codecommit:References': [`refs/heads/${branch}`] }, Null: { 'codecommit:References': 'false' } },
        }),
        new PolicyStatement({ sid: 'NoOverride', effect: Effect.DENY, actions: ['codecommit:OverridePullRequestApprovalRules'], resources: [repository.repositoryArn] }),
      ],
    });
    const provider = Stack.of(this).node.findAll().find(({ node }) => node.id.startsWith('AWS679f53fac002430cb0da5b7982bd2287'));
    if (provider) {
      acknowledge(provider, managedPolicy('service-role/AWSLambdaBasicExecutionRole'), 'It lets the function of the custom resource write its log, and nothing else.');
      acknowledge(provider, 'AwsSolutions-L1', 'The CDK chooses the runtime of its custom resource.');
    }
  }
}
