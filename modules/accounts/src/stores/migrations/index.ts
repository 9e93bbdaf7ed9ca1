import { CreateCustomer1763900000000 } from './create-customer.ts';

/** The accounts schema, step by step. */
export const migrations = [CreateCustomer1763900000000];
