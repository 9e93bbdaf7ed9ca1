import { CreateChargeAndRefund1763900000000 } from './create-charge-and-refund.ts';

/** The payments schema, step by step. */
export const migrations = [CreateChargeAndRefund1763900000000];
