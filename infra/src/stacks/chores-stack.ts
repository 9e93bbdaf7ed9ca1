import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Chat } from '../chores/chat.ts';
import { DeadLetters } from '../chores/dead-letters.ts';
import { Night } from '../chores/night.ts';
import { Prune } from '../chores/prune.ts';
import { SwitchOver } from '../chores/switch-over.ts';
import { VerifyBackup } from '../chores/verify-backup.ts';
import type { ShopData } from '../data/shop-data.ts';
import { prefixOf, type Site } from '../environments/site.ts';
import { prunerName } from '../pipeline/names.ts';
import { retention } from '../watch/retention.ts';
import type { FoundationStack } from './foundation-stack.ts';

export interface ChoresStackProps extends StackProps {
  readonly site: Site;
  readonly foundation: FoundationStack;
  readonly data: ShopData;
}

/** What is done in a region without anybody thinking of it, and the assistant that moves the shop to another. */
export class ChoresStack extends Stack {
  constructor(scope: Construct, id: string, { site, foundation: { network, notices }, data, ...props }: ChoresStackProps) {
    super(scope, id, props);
    const { environment, region, role } = site;
    const prefix = prefixOf(environment);
    new Prune(this, 'Prune', { name: `${prefix}-prune`, roleName: prunerName(site), account: environment.account, region: region.name, environments: [environment.name], cluster: prefix, database: prefix, log: retention(environment), notices });
    new Chat(this, 'Chat', { site, notices });
    new DeadLetters(this, 'DeadLetters', { site, data, notices });
    if (role === 'home') new VerifyBackup(this, 'VerifyBackup', { site, data, network, notices });
    if (role === 'recovery') new SwitchOver(this, 'SwitchOver', { site, notices });
    if (environment.sleepsAtNight) new Night(this, 'Night', { site, notices });
  }
}
