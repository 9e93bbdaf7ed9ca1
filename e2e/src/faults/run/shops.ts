import type { Placement, ShopOptions } from '@banyan/tools/start';

/** The kinds of shops that faults are put into. */
export const shops = {
  'in-process': { split: [], via: 'http', replies: 'http' },
  'by-http': { split: ['orders', 'catalog'], via: 'http', replies: 'http' },
  'by-sqs': { split: ['orders', 'catalog'], via: 'sqs', replies: 'http' },
  'behind-nginx': { split: [], via: 'http', replies: 'http', instances: 3 },
} as const satisfies Readonly<Record<string, Placement & Pick<ShopOptions, 'instances'>>>;

/** Modules in one process, split out and called over HTTP, split out and called by queues, or several monoliths behind one nginx. */
export type ShopKind = keyof typeof shops;
