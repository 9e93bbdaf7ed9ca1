import { CfnReplicationGroup, CfnSubnetGroup, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { CACHE_PORT } from '../network/firewall.ts';
import type { Network } from '../network/network.ts';

/** The login of the hosts. */
export const CACHE_USER = 'banyan';

export interface CacheProps {
  readonly site: Site;
  readonly network: Network;
  readonly key: IKey;
  /** Its `password` is the first one of the hosts' login. */
  readonly password: ISecret;
}

/**
 * The Redis by which changes of routes arrive sooner and instances divide lanes. It is spoken to by TLS and with a login only, and holds
 * nothing that could be lost: without it the shop is slower, and never wrong.
 */
export class Cache extends Construct {
  readonly host: string;
  readonly userId: string;
  readonly group: CfnReplicationGroup;

  constructor(scope: Construct, id: string, { site: { environment, region }, network, key, password }: CacheProps) {
    super(scope, id);
    const name = prefixOf(environment);
    const { nodeType, replicas } = region.cache;
    this.userId = `${name}-hosts`;
    const hosts = new CfnUser(this, 'Hosts', {
      engine: 'redis',
      userId: this.userId,
      userName: CACHE_USER,
      // What hosts do: keys and channels of their own, and no command that could empty the Redis or change it.
      accessString: 'on ~* &* +@all -@dangerous +info',
      authenticationMode: { Type: 'password', Passwords: [password.secretValueFromJson('password').unsafeUnwrap()] },
    });
    // Each group must have a user of this name, and it is the one whom nobody should be.
    const nobody = new CfnUser(this, 'Nobody', { engine: 'redis', userId: `${name}-nobody`, userName: 'default', accessString: 'off ~* -@all', noPasswordRequired: true });
    const users = new CfnUserGroup(this, 'Users', { engine: 'redis', userGroupId: `${name}-users`, userIds: [hosts.ref, nobody.ref] });
    const subnetGroup = new CfnSubnetGroup(this, 'Subnets', { description: 'Inside the network.', subnetIds: network.vpc.selectSubnets({ subnetGroupName: 'inside' }).subnetIds });
    this.group = new CfnReplicationGroup(this, 'Group', {
      replicationGroupId: name,
      replicationGroupDescription: 'Lanes and routes of the shop.',
      engine: 'redis',
      engineVersion: '7.1',
      cacheNodeType: nodeType,
      numCacheClusters: 1 + replicas,
      automaticFailoverEnabled: replicas > 0,
      multiAzEnabled: replicas > 0,
      port: CACHE_PORT,
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      kmsKeyId: key.keyArn,
      userGroupIds: [users.ref],
      cacheSubnetGroupName: subnetGroup.ref,
      securityGroupIds: [network.firewall.groups.cache.securityGroupId],
      autoMinorVersionUpgrade: true,
    });
    if (replicas === 0) acknowledge(this.group, 'AwsSolutions-AEC4', 'This environment bears it when its Redis is away: lanes are slower, and never wrong.');
    acknowledge(this.group, 'AwsSolutions-AEC5', 'The port is no secret: nobody but the hosts gets through the security group.');
    acknowledge(this.group, 'AwsSolutions-AEC6', 'It is not AUTH that guards it but users: the hosts’ one has two passwords, so that they can be changed without a pause.');
    this.host = this.group.attrPrimaryEndPointAddress;
  }
}
