import type { Operator } from '../operator.ts';
import type { Shopper } from '../shopper.ts';

/** Something people do in the shop, with what has to come of it. */
export type Story = (shopper: Shopper, operator: Operator) => Promise<void>;
