import type { Defect, Harmless, Planted } from './defect.ts';
import { harmlessInInboxes, inboxDefects } from './defects/inbox.ts';
import { intakeDefects } from './defects/intake.ts';
import { orderDefects } from './defects/orders.ts';
import { outboxDefects } from './defects/outbox.ts';
import { harmlessInPayments, paymentDefects } from './defects/payments.ts';
import { harmlessInQueues, queueDefects } from './defects/queues.ts';
import { routeDefects } from './defects/routes.ts';
import { harmlessInWhatIsShown, shownDefects } from './defects/shown.ts';
import { stockDefects } from './defects/stock.ts';

/** All mistakes that break a promise, in the order in which an order comes to them. */
export const defects: readonly Defect[] = [...intakeDefects, ...outboxDefects, ...inboxDefects, ...orderDefects, ...paymentDefects, ...stockDefects, ...shownDefects, ...queueDefects, ...routeDefects];

/** Mistakes that break none, since something stands behind: they count for nothing, and say what does. */
export const harmless: readonly Harmless[] = [...harmlessInInboxes, ...harmlessInPayments, ...harmlessInWhatIsShown, ...harmlessInQueues];

/** Everything that can be planted. */
export const planted: readonly Planted[] = [...defects, ...harmless];

/** The name under which hosts load all of this and are given no mistake. */
export const NOTHING = 'nothing';

/**
 * What is planted under a name.
 * @throws {Error} if there is no such mistake
 */
export function plantedAs(name: string): Planted | undefined {
  if (name === NOTHING) return undefined;
  const found = planted.find((one) => one.name === name);
  if (!found) throw new Error(`There is no mistake '${name}'. There are: ${planted.map((one) => one.name).join('; ')}.`);
  return found;
}
