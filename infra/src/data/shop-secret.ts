import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretName, type Site } from '../environments/site.ts';
import { exactly } from '../exactly.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { removal } from '../watch/retention.ts';
import type { ServiceName } from '../shop/pages.ts';
import type { Rotation } from './rotation.ts';

/** How a secret's value is made anew: see the function in infra/lambdas/rotate-secrets. */
export type SecretKind = 'login' | 'owner' | 'key-ring' | 'token' | 'redis' | 'given';

export interface ShopSecretProps {
  readonly site: Site;
  /** `login/orders` */
  readonly path: string;
  readonly kind: SecretKind;
  readonly description: string;
  readonly key: IKey;
  /** The hosts whose services are rolled over when it was made anew; nobody's if left out. */
  readonly readers?: readonly ServiceName[];
  /** What the function needs to know beside the value. */
  readonly about?: Readonly<Record<string, string>>;
  /** In the home region. */
  readonly rotation?: Rotation;
  /** Whether each region has one of its own. */
  readonly local?: true;
  /** Why it is not made anew every 30 days. */
  readonly kept?: string;
}

/**
 * A secret as every host of every region finds it: JSON whose `value` is what the host reads, whole. It is made in the home region and
 * copied to the recovery region under the same name, where it is only referred to; what differs between regions is made in each.
 */
export class ShopSecret extends Construct {
  readonly secret: ISecret;
  /** What it is encrypted with, where it is made; its copy is encrypted with the key that AWS keeps for secrets. */
  readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, props: ShopSecretProps) {
    super(scope, id);
    const isMade = props.site.role === 'home' || props.local;
    this.key = isMade ? props.key : undefined;
    this.secret = isMade ? exactly<ISecret>(this.#make(props)) : Secret.fromSecretNameV2(this, 'Copy', secretName(props.site.environment, props.path));
  }

  #make({ site: { environment }, path, kind, description, key, readers = [], about = {}, rotation, kept, local }: ShopSecretProps): Secret {
    const { recovery } = environment;
    const secret = new Secret(this, 'Secret', {
      secretName: secretName(environment, path),
      description,
      encryptionKey: key,
      removalPolicy: removal(environment.keepsData),
      ...(recovery && !local ? { replicaRegions: [{ region: recovery.name }] } : {}),
      // The first value is of no use but that it is secret: the first rotation, which comes at once, makes the one that hosts read.
      generateSecretString: { secretStringTemplate: JSON.stringify({ kind, ...(readers.length > 0 ? { readers: readers.join(' ') } : {}), ...about }), generateStringKey: 'password', excludePunctuation: true, passwordLength: 48 },
    });
    if (kept !== undefined) acknowledge(secret, 'AwsSolutions-SMG4', kept);
    if (kept === undefined) rotation?.rotate(secret);
    else if (kind !== 'given') rotation?.make(secret);
    return secret;
  }
}
