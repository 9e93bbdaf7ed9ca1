import { CodeCommitSourceAction, CodeCommitTrigger, CodeStarConnectionsSourceAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import type { Action, Artifact } from 'aws-cdk-lib/aws-codepipeline';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventField, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { CodeBuildProject } from 'aws-cdk-lib/aws-events-targets';
import { BuildEnvironmentVariableType, ComputeType, LinuxArmBuildImage, Project, Source as BuildSource } from 'aws-cdk-lib/aws-codebuild';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Source } from '../environments/delivery.ts';
import { buildSpecOf } from './build-project.ts';
import { checksOfPullRequest } from './buildspecs.ts';
import { acknowledgeBuildLog } from './findings.ts';
import { CodeReview } from './code-review.ts';

export interface CodeProps {
  readonly source: Source;
  readonly key: IKey;
  readonly log: LogGroup;
}

/** Where the code comes from: a repository of CodeCommit, which is made here and reviewed, or one at GitHub, whose own rules review it. */
export class Code extends Construct {
  readonly #source: Source;
  readonly #repository: Repository | undefined;

  constructor(scope: Construct, id: string, { source, key, log }: CodeProps) {
    super(scope, id);
    this.#source = source;
    if (source.kind === 'github') return;
    const { repository, branch, approvals } = source;
    this.#repository = new Repository(this, 'Repository', { repositoryName: repository, description: 'The shop.', kmsKey: key });
    new CodeReview(this, 'Review', { repository: this.#repository, branch, approvals });
    this.#checkPullRequests(this.#repository, branch, key, log);
  }

  /** The action that brings the code, with its history. @param starts whether a change of the branch starts the pipeline */
  action(output: Artifact, { starts }: { readonly starts: boolean }): Action {
    const source = this.#source;
    const common = { actionName: 'Source', output, codeBuildCloneOutput: true, branch: source.branch };
    if (source.kind === 'github') return new CodeStarConnectionsSourceAction({ ...common, owner: source.owner, repo: source.repository, connectionArn: source.connectionArn, triggerOnPush: starts });
    return new CodeCommitSourceAction({ ...common, repository: this.#repository!, trigger: starts ? CodeCommitTrigger.EVENTS : CodeCommitTrigger.NONE });
  }

  /** Runs all checks on a pull request whenever it is opened or changed. */
  #checkPullRequests(repository: Repository, branch: string, key: IKey, log: LogGroup): void {
    const name = 'banyan-pull-request';
    const project = new Project(this, 'PullRequest', {
      projectName: name,
      description: 'Runs every check on a pull request.',
      role: new Role(this, 'PullRequestRole', { roleName: name, assumedBy: new ServicePrincipal('codebuild.amazonaws.com'), description: 'What the checks of a pull request may do: read the code.' }),
      source: BuildSource.codeCommit({ repository }),
      encryptionKey: key,
      grantReportGroupPermissions: false,
      environment: { buildImage: LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0, computeType: ComputeType.LARGE },
      environmentVariables: { PULL_REQUEST: { value: 'none', type: BuildEnvironmentVariableType.PLAINTEXT } },
      logging: { cloudWatch: { logGroup: log, prefix: name } },
      buildSpec: buildSpecOf(checksOfPullRequest(branch)),
    });
    acknowledgeBuildLog(project);
    repository.onPullRequestStateChange('PullRequests', {
      eventPattern: { detail: { event: ['pullRequestCreated', 'pullRequestSourceBranchUpdated'] } },
      target: new CodeBuildProject(project, { event: RuleTargetInput.fromObject({ sourceVersion: EventField.fromPath('$.detail.sourceCommit'), environmentVariablesOverride: [{ name: 'PULL_REQUEST', value: EventField.fromPath('$.detail.pullRequestId'), type: 'PLAINTEXT' }] }) }),
    });
  }
}
