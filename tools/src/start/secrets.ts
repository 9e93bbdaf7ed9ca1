import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { moduleNames, type ModuleName } from './modules.ts';
import { writePrivately } from './whole-file.ts';

/** Keys to sign or to hash with, newest first: `k2:<base64url>,k1:<base64url>`. */
export const keyRingNames = ['INTERNAL_KEYS', 'SESSION_KEYS', 'RECEIPT_KEYS', 'ORDER_ID_KEYS', 'BUYER_KEYS'] as const;
export type KeyRingName = (typeof keyRingNames)[number];

type PasswordName = `${Uppercase<ModuleName>}_DATABASE_PASSWORD`;
export type SecretName = KeyRingName | 'OPERATOR_TOKEN' | 'PAYMENT_PROVIDER_KEY' | PasswordName;

/** Everything that only this shop knows, under the names of its environment. */
export type Secrets = Readonly<Record<SecretName, string>>;

/** The name of the password with which a module logs in to its database. */
export function passwordName(module: ModuleName): PasswordName {
  return `${module.toUpperCase() as Uppercase<ModuleName>}_DATABASE_PASSWORD`;
}

/** Reads the shop's secrets, makes those that are missing, and keeps them in a file that only its owner can read. */
export function keptSecrets(file: string): Secrets {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = { ...freshSecrets(), ...kept };
  if (Object.keys(secrets).length > Object.keys(kept).length) writePrivately(file, `${JSON.stringify(secrets, null, 2)}\n`);
  else chmodSync(file, 0o600);
  return secrets;
}

function freshSecrets(): Secrets {
  const secret = () => randomBytes(32).toString('base64url');
  const rings = keyRingNames.map((name) => [name, `k1:${secret()}`]);
  const plain = ['OPERATOR_TOKEN', 'PAYMENT_PROVIDER_KEY', ...moduleNames.map(passwordName)].map((name) => [name, secret()]);
  return Object.fromEntries([...rings, ...plain]) as Secrets;
}
