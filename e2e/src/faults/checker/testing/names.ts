import { createHash } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** The id of a customer's order under a key. */
export const orderIdOf = (customer: string, key: string) => `ord_k1${digest(`${customer} ${key}`)}`;

/** The name under which a customer's orders wait. */
export const buyerOf = (customer: string) => `gst_${digest(customer)}`;
