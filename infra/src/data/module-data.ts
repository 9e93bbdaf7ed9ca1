import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { hostNames, schemasOf } from '../shop/hosts.ts';
import type { SchemaName } from '../shop/modules.ts';
import { queuesOf } from '../shop/queue-names.ts';
import { removal } from '../watch/retention.ts';
import { ParkingQueue } from './queues.ts';
import type { Rotation } from './rotation.ts';
import { ShopSecret } from './shop-secret.ts';

/**
 * What belongs to one module and to no other: the login to its schema, its queues, and the key that both are encrypted with. The schema
 * itself is made by the migration. The routes have a login and a key as modules have, and no queue.
 */
export class ModuleData extends Construct {
  readonly schema: SchemaName;
  readonly key: Key;
  /** Its `value` is the URL that the module's hosts are given; `ownUrl` is the URL with the login that migrations make. */
  readonly login: ShopSecret;
  readonly queues: readonly ParkingQueue[];

  constructor(scope: Construct, id: string, { site, schema, rotation }: { readonly site: Site; readonly schema: SchemaName; readonly rotation: Rotation }) {
    super(scope, id);
    const { environment } = site;
    this.schema = schema;
    this.key = new Key(this, 'Key', {
      alias: `${prefixOf(environment)}/${schema}`,
      description: `Encrypts the login and the queues of ${schema}.`,
      enableKeyRotation: true,
      removalPolicy: removal(environment.keepsData),
    });
    this.login = new ShopSecret(this, 'Login', {
      site,
      path: `login/${schema}`,
      kind: 'login',
      description: `The URL by which hosts log in to the schema of ${schema}.`,
      key: this.key,
      readers: hostNames.filter((host) => schemasOf(host).includes(schema)),
      about: { role: `banyan_${schema}` },
      rotation,
    });
    const named = schema === 'routing' ? [] : queuesOf(prefixOf(environment), schema);
    this.queues = named.map((queue) => new ParkingQueue(this, queue.kind, { named: queue, key: this.key }));
  }
}
