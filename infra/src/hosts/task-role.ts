import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ModuleData } from '../data/module-data.ts';
import type { ParkingQueue } from '../data/queues.ts';
import type { Site } from '../environments/site.ts';
import { modulesOf, type HostName } from '../shop/hosts.ts';
import { usesQueues } from './queue-use.ts';

/** To find a queue and look whether it is as it must be. */
const look = ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'];
/** To work off a queue, and to put back what was parked. */
const work = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:SendMessage'];
const crypt = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * What the tasks of a host may do, each resource by its name and each action by its own. They work off the queues of the modules that run
 * there. To another module's queue a host may only send, and may use that module's key only for that: by way of SQS, for that queue.
 * Secrets they may not read at all: ECS hands them in.
 */
export class TaskRole extends Construct {
  readonly role: Role;
  /** The queues that it may send to or take from. */
  readonly queueArns: readonly string[];

  constructor(scope: Construct, id: string, { site: { region }, host, modules }: { readonly site: Site; readonly host: HostName; readonly modules: readonly ModuleData[] }) {
    super(scope, id);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'), description: `What the tasks of ${host} may do.` });
    const isOwn = ({ schema }: ModuleData) => modulesOf(host).some((name) => name === schema);
    const withQueues = usesQueues(host) ? modules.filter(({ queues }) => queues.length > 0) : [];
    const [own, others] = [withQueues.filter(isOwn), withQueues.filter((module) => !isOwn(module))];
    const ownQueues = own.flatMap(({ queues }) => queues);
    // An intake queue is for its module alone.
    const otherQueues = others.flatMap(({ queues }) => queues.filter(({ named }) => named.kind !== 'intake'));
    this.queueArns = [...ownQueues.flatMap(arnsOf), ...otherQueues.map(({ queue }) => queue.queueArn)];
    this.#allow('WorkOffOwnQueues', [...look, ...work], ownQueues.flatMap(arnsOf));
    this.#allow('UseOwnKeys', crypt, own.map(({ key }) => key.keyArn));
    this.#allow('LookAtOthersQueues', look, otherQueues.flatMap(arnsOf));
    this.#allow('SendToOthers', ['sqs:SendMessage'], otherQueues.map(({ queue }) => queue.queueArn));
    for (const { key, schema, queues } of others) {
      const sentTo = queues.filter((queue) => otherQueues.includes(queue)).map(({ queue }) => queue.queueArn);
      this.#allow(`EncryptFor${schema[0]?.toUpperCase()}${schema.slice(1)}`, crypt, [key.keyArn], {
        StringEquals: { 'kms:ViaService': `sqs.${region.name}.amazonaws.com`, 'kms:EncryptionContext:aws:sqs:arn': sentTo },
      });
    }
  }

  #allow(sid: string, actions: readonly string[], resources: readonly string[], conditions?: Readonly<Record<string, unknown>>): void {
    if (resources.length > 0) this.role.addToPolicy(new PolicyStatement({ sid, actions: [...actions], resources: [...resources], ...(conditions ? { conditions } : {}) }));
  }
}

const arnsOf = ({ queue, parked }: ParkingQueue) => [queue.queueArn, parked.queueArn];
