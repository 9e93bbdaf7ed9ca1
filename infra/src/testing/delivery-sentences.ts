import { expect, it } from '@jest/globals';
import { images } from '../environments/images.ts';
import { prefixOf } from '../environments/site.ts';
import { deployerName, releasedParts } from '../pipeline/names.ts';
import { templateOf, type Site, type Synthesised } from '../synthesised.ts';
import { askable, like, list, statementsOf } from './look.ts';

export function deliverySentences(synthesised: () => Synthesised, site: Site): void {
  const { environment, region } = site;

  it('lets the pipeline in as a role that only the builds of this environment may take', () => {
    askable(synthesised(), site, 'delivery').hasResourceProperties('AWS::IAM::Role', like({
      RoleName: deployerName(site),
      AssumeRolePolicyDocument: like({ Statement: [like({ Condition: { StringEquals: { 'aws:PrincipalArn': [`arn:aws:iam::${images.account}:role/banyan-deploy-${environment.name}`, `arn:aws:iam::${images.account}:role/banyan-roll-back-${environment.name}`] } } })] }),
    }));
  });

  it('lets it update the stacks of a release and no other, and run the migration and no other task', () => {
    const statements = statementsOf(synthesised(), site, 'delivery', 'DeployerRole');
    const stacks = statements.find(({ Sid }) => Sid === 'UpdateStacks')!.Resource;
    expect(stacks).toEqual(['migration', 'monolith', 'orders', 'catalog', 'storefront', 'console'].map((part) => `arn:aws:cloudformation:${region.name}:${environment.account}:stack/${prefixOf(environment)}-${region.name}-${part}/*`));
    expect(statements.find(({ Sid }) => Sid === 'Migrate')).toMatchObject({ Action: 'ecs:RunTask', Resource: `arn:aws:ecs:${region.name}:${environment.account}:task-definition/banyan-${environment.name}-migrate:*` });
    expect(statements.flatMap(({ Action }) => list(Action)).filter((action) => action.includes('*'))).toEqual([]);
    for (const { Action, Condition } of statements) if (Action === 'iam:PassRole') expect(Condition).toHaveProperty(['StringEquals', 'iam:PassedToService']);
  });

  it('has templates of releases that CloudFormation takes as they are: small, and with nothing beside them', () => {
    for (const part of releasedParts) {
      const text = JSON.stringify(templateOf(synthesised(), site, part));
      expect([part, Buffer.byteLength(text) < 51_200, text.includes('cdk-hnb659fds-assets')]).toEqual([part, true, false]);
    }
  });
}
