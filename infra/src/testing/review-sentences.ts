import { expect, it } from '@jest/globals';
import type { Template } from '../synthesised.ts';
import { like, Match, type Statement } from './look.ts';
import { PipelineTemplate } from './pipeline-template.ts';

const template = 'banyan-reviewed';
const rule = { Version: '2018-11-08', DestinationReferences: ['refs/heads/main'], Statements: [{ Type: 'Approvers', NumberOfApprovalsNeeded: 1 }] };
const byName = { approvalRuleTemplateName: template };
const inRepository = { ...byName, repositoryName: 'banyan' };

export function reviewSentences(read: () => Template): void {
  const stack = () => new PipelineTemplate(read());

  it('has the code in a repository of CodeCommit, encrypted with a key of ours', () => {
    stack().asserted.hasResourceProperties('AWS::CodeCommit::Repository', like({ RepositoryName: 'banyan', KmsKeyId: Match.anyValue() }));
  });

  it('has somebody else approve each pull request to the delivered branch', () => {
    const [made, bound] = stack().of('Custom::AWS').map(({ Properties }) => Properties!);
    expect(callOf(made!['Create'])).toMatchObject({ service: 'CodeCommit', action: 'createApprovalRuleTemplate', parameters: byName });
    expect(ruleIn(made!['Create'], 'approvalRuleTemplateContent')).toEqual(rule);
    expect(callOf(bound!['Create'])).toMatchObject({ service: 'CodeCommit', action: 'associateApprovalRuleTemplateWithRepository', parameters: inRepository });
  });

  it('changes that rule where it is, and takes it away with the stack', () => {
    const [made, bound] = stack().of('Custom::AWS').map(({ Properties }) => Properties!);
    expect(callOf(made!['Update'])).toMatchObject({ action: 'updateApprovalRuleTemplateContent', parameters: byName });
    expect(ruleIn(made!['Update'], 'newRuleContent')).toEqual(rule);
    expect(callOf(made!['Delete'])).toMatchObject({ action: 'deleteApprovalRuleTemplate', parameters: byName });
    expect(bound!['Update']).toBeUndefined();
    expect(callOf(bound!['Delete'])).toMatchObject({ action: 'disassociateApprovalRuleTemplateFromRepository', parameters: inRepository });
  });

  it('makes the rule first, and may call for it what it calls and nothing else', () => {
    const called = stack().of('Custom::AWS').flatMap(({ Properties }) => ['Create', 'Update', 'Delete'].flatMap((when) => (Properties![when] === undefined ? [] : [callOf(Properties![when]).action])));
    const allowed = stack().statements('AWS679f53fac002430cb0da5b7982bd2287').flatMap(({ Action }) => Action);
    expect(allowed.toSorted()).toEqual(called.map((action) => `codecommit:${action[0]!.toUpperCase()}${action.slice(1)}`).toSorted());
    const [, [, bound]] = Object.entries(stack().resources).filter(([, { Type }]) => Type === 'Custom::AWS') as [unknown, [string, { readonly DependsOn: readonly string[] }]];
    expect(bound.DependsOn).toContainEqual(expect.stringMatching(/^CodeReviewRule/));
  });

  it('has a policy for developers under which nothing gets onto the branch but by a pull request, and no rule is passed over', () => {
    const { ManagedPolicyName, PolicyDocument } = stack().of('AWS::IAM::ManagedPolicy')[0]!.Properties! as { readonly ManagedPolicyName: unknown; readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
    expect(plain(ManagedPolicyName)).toBe('banyan-developers');
    expect(PolicyDocument.Statement.map(({ Sid, Effect, Action, Condition }) => ({ Sid, Effect, Action, Condition }))).toEqual([
      {
        Sid: 'ByPullRequest',
        Effect: 'Deny',
        Action: ['codecommit:GitPush', 'codecommit:PutFile', 'codecommit:CreateCommit', 'codecommit:DeleteBranch'],
        // So AWS says to write it: a push names what it changes, other calls name it too.
        Condition: { StringEqualsIfExists: { 'codecommit:References': ['refs/heads/main'] }, Null: { 'codecommit:References': 'false' } },
      },
      { Sid: 'NoOverride', Effect: 'Deny', Action: 'codecommit:OverridePullRequestApprovalRules', Condition: undefined },
    ]);
    for (const { Resource } of PolicyDocument.Statement) expect(Resource).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^CodeRepository/), 'Arn'] });
  });

  it('runs every check on a pull request once it is opened or changed, on its own commit', () => {
    const rule = stack().of('AWS::Events::Rule').map(({ Properties }) => Properties!).find(({ EventPattern }) => JSON.stringify(EventPattern).includes('Pull Request State Change'))!;
    expect(rule['EventPattern']).toMatchObject({ source: ['aws.codecommit'], 'detail-type': ['CodeCommit Pull Request State Change'], detail: { event: ['pullRequestCreated', 'pullRequestSourceBranchUpdated'] } });
    const [{ Arn, InputTransformer }] = rule['Targets'] as [{ readonly Arn: unknown; readonly InputTransformer: { readonly InputPathsMap: object; readonly InputTemplate: string } }];
    expect(Arn).toEqual({ 'Fn::GetAtt': [stack().build('banyan-pull-request').id, 'Arn'] });
    expect(InputTransformer).toEqual({
      InputPathsMap: { 'detail-sourceCommit': '$.detail.sourceCommit', 'detail-pullRequestId': '$.detail.pullRequestId' },
      InputTemplate: '{"sourceVersion":<detail-sourceCommit>,"environmentVariablesOverride":[{"name":"PULL_REQUEST","value":<detail-pullRequestId>,"type":"PLAINTEXT"}]}',
    });
    expect(stack().build('banyan-pull-request').variables).toEqual({ PULL_REQUEST: 'none' });
  });
}

interface Call {
  readonly service: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A call of a custom resource. */
function callOf(written: unknown): Call {
  return JSON.parse(plain(written)) as Call;
}

function ruleIn(written: unknown, parameter: string): unknown {
  return JSON.parse(callOf(written).parameters[parameter]!);
}

/** A text of a template, with the repository's name in its places. */
function plain(written: unknown): string {
  if (typeof written === 'string') return written;
  return (written as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'banyan')).join('');
}
