import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Schemas with a login of their own. */
const schemas = ['catalog', 'orders', 'checkout', 'accounts', 'payments', 'routing'];
/** Keys by which another region names orders alike, and reads receipts and sessions. */
const keys = ['INTERNAL_KEYS', 'SESSION_KEYS', 'RECEIPT_KEYS', 'ORDER_ID_KEYS', 'BUYER_KEYS', 'OPERATOR_TOKEN', 'PAYMENT_PROVIDER_KEY'];

/**
 * What a shop in another region is told, so that it is the same shop: the secrets, which are copied there, and the database as it is
 * reached there, with the logins that are in it.
 * @param home the data folder of the first one
 */
export async function sameShopAt(home: string, databaseUrl: string): Promise<Record<string, string>> {
  const secrets = JSON.parse(await readFile(join(home, 'secrets.json'), 'utf8')) as Readonly<Record<string, string>>;
  const login = (schema: string) => Object.assign(new URL(databaseUrl), { username: `banyan_${schema}`, password: secrets[`${schema.toUpperCase()}_DATABASE_PASSWORD`]! }).href;
  return {
    DATABASE_URL: databaseUrl,
    ...Object.fromEntries(schemas.map((schema) => [`${schema.toUpperCase()}_DATABASE_URL`, login(schema)])),
    ...Object.fromEntries(keys.map((name) => [name, secrets[name]!])),
  };
}
