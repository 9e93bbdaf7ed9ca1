import { Aws, CfnCondition, CfnParameter, Fn, Stack, Token, type IResolvable } from 'aws-cdk-lib';
import { type CfnPolicy, Effect, Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';

/**
 * Keeps two regions from selling at once. An epoch is a number that is raised by one whenever another region takes the lead: `Epoch` is
 * the one in which this region took it, `LeadingEpoch` the newest that is known here. A region whose own is not the newest is fenced: it
 * runs no task, and what still runs may neither send to a queue nor take from one, from the moment of the deployment. The home region
 * begins with epoch 1; the recovery region with 0, and is fenced.
 */
export class Fence extends Construct {
  readonly #leads: CfnCondition;
  readonly #isFenced: () => CfnCondition;

  constructor(scope: Construct, id: string, { role }: Site) {
    super(scope, id);
    const number = (name: string, value: number, description: string) => {
      const parameter = new CfnParameter(this, name, { type: 'Number', default: value, minValue: 0, description });
      parameter.overrideLogicalId(name);
      return parameter.valueAsString;
    };
    const own = number('Epoch', role === 'home' ? 1 : 0, 'The epoch in which this region took the lead.');
    const newest = number('LeadingEpoch', 1, 'The newest epoch: if it is another one, this region is fenced.');
    this.#leads = new CfnCondition(this, 'Leads', { expression: Fn.conditionEquals(own, newest) });
    this.#isFenced = () => new CfnCondition(this, 'Fenced', { expression: Fn.conditionNot(Fn.conditionEquals(own, newest)) });
    acknowledge(Stack.of(this), 'CloudFormation-Validate::W8003', 'The condition compares two parameters: whether it holds, a deployment says.');
    const name = scope.node.id;
    new StringParameter(this, 'Known', { parameterName: `/banyan/epoch/${name}`, stringValue: `${own}/${newest}`, description: 'The epoch of this region, and the newest: fenced if they differ.' });
  }

  /** A number that holds while the region leads; 0 while it is fenced. */
  whileLeading(value: number): number {
    return Token.asNumber(Fn.conditionIf(this.#leads.logicalId, value, 0));
  }

  /** The number of tasks as a service is told: as many as it has, or what scaling makes of it, while the region leads; none while it is fenced. */
  tasks(): IResolvable {
    return Fn.conditionIf(this.#leads.logicalId, Aws.NO_VALUE, 0);
  }

  /** Takes from a role, while the region is fenced, what would let a task go on with the shop's work. */
  restrict(role: Role, queueArns: readonly string[]): void {
    if (queueArns.length === 0) return;
    const policy = new Policy(this, 'Fencing', {
      roles: [role],
      statements: [new PolicyStatement({ sid: 'Fenced', effect: Effect.DENY, actions: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'], resources: [...queueArns] })],
    });
    (policy.node.defaultChild as CfnPolicy).cfnOptions.condition = this.#isFenced();
  }
}
