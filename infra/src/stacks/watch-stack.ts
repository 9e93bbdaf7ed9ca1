import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Entry } from '../entry/entry.ts';
import { prefixOf, type Site } from '../environments/site.ts';
import { AccessMetrics } from '../watch/access-metrics.ts';
import { Alarms } from '../watch/alarms.ts';
import { ShopDashboard } from '../watch/dashboard.ts';
import { pagesMetrics } from '../watch/pages-metrics.ts';
import type { FoundationStack } from './foundation-stack.ts';
import type { PagesStack } from './pages-stack.ts';

export interface WatchStackProps extends StackProps {
  readonly site: Site;
  readonly foundation: FoundationStack;
  readonly data: ShopData;
  readonly entry: Entry;
  readonly pages: readonly PagesStack[];
}

/** What tells people how the shop does. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { site, foundation: { notices }, data, entry, pages, ...props }: WatchStackProps) {
    super(scope, id, props);
    const access = new AccessMetrics(this, 'Access', { accessLog: entry.accessLog, prefix: prefixOf(site.environment) });
    const seen = pages.map((stack) => pagesMetrics(stack.pages, stack.balancer));
    const alarms = new Alarms(this, 'Alarms', { site, data, access, pages: seen, notices });
    new ShopDashboard(this, 'Dashboard', { site, data, access, pages: seen, alarms });
  }
}
