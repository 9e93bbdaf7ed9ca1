import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { moduleNames, schemaNames, type ModuleName, type SchemaName } from './modules.ts';
import { writePrivately } from './whole-file.ts';

/** Keys to sign or to hash with, newest first: `k2:<base64url>,k1:<base64url>`. */
export const keyRingNames = ['INTERNAL_KEYS', 'SESSION_KEYS', 'RECEIPT_KEYS', 'ORDER_ID_KEYS', 'BUYER_KEYS', 'CONSOLE_KEYS'] as const;
export type KeyRingName = (typeof keyRingNames)[number];

type PasswordName = `${Uppercase<SchemaName>}_DATABASE_PASSWORD` | `${Uppercase<ModuleName>}_READER_PASSWORD`;
export type SecretName = KeyRingName | 'OPERATOR_TOKEN' | 'CONTROL_OPERATOR_TOKEN' | 'CONTROL_VIEWER_TOKEN' | 'PAYMENT_PROVIDER_KEY' | 'PAYMENT_EVENTS_KEYS' | 'REPORTS_DATABASE_PASSWORD' | 'REPORTS_PSEUDONYM_KEY' | PasswordName;

/** Everything that only this shop knows, under the names of its environment. */
export type Secrets = Readonly<Record<SecretName, string>>;

/** The name of the password with which a schema's owner logs in to its database. */
export function passwordName(schema: SchemaName): PasswordName {
  return `${schema.toUpperCase() as Uppercase<SchemaName>}_DATABASE_PASSWORD`;
}

/** The name of the password with which candidates of a module's host log in to its database, to read. */
export function readerPasswordName(module: ModuleName): PasswordName {
  return `${module.toUpperCase() as Uppercase<ModuleName>}_READER_PASSWORD`;
}

/** Reads the shop's secrets, makes those that are missing, and keeps them in a file that only its owner can read. */
export function keptSecrets(file: string): Secrets {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = { ...freshSecrets(), ...kept };
  if (Object.keys(secrets).length > Object.keys(kept).length) writePrivately(file, `${JSON.stringify(secrets, null, 2)}\n`);
  else chmodSync(file, 0o600);
  return secrets;
}

/** Makes all of them. */
export function freshSecrets(): Secrets {
  const secret = () => randomBytes(32).toString('base64url');
  const rings = keyRingNames.map((name) => [name, `k1:${secret()}`]);
  const plain = ['OPERATOR_TOKEN', 'CONTROL_OPERATOR_TOKEN', 'CONTROL_VIEWER_TOKEN', 'PAYMENT_PROVIDER_KEY', 'PAYMENT_EVENTS_KEYS', 'REPORTS_DATABASE_PASSWORD', 'REPORTS_PSEUDONYM_KEY', ...schemaNames.map(passwordName), ...moduleNames.map(readerPasswordName)].map((name) => [name, secret()]);
  return Object.fromEntries([...rings, ...plain]) as Secrets;
}
