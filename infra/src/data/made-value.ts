import { kinds } from '../../lambdas/rotate-secrets/kinds.ts';
import { OWNER } from './database.ts';
import { hostSecrets } from './host-secrets.ts';
import type { SecretKind } from './shop-secret.ts';

const place = { databaseHost: '127.0.0.1', databaseName: 'shop', cacheHost: '127.0.0.1' };

/** What a task finds in a variable that a secret fills, for tests: as the rotation makes it, or in the place of the payment company. */
export function madeValue(variable: string): string {
  const { kind, role } = filledBy(variable);
  let number = 0;
  const fresh = () => String(++number).padStart(43, 'x');
  return kinds.get(kind)?.next({ kind, ...(role === undefined ? {} : { role }) }, place, fresh).value ?? fresh();
}

function filledBy(variable: string): { readonly kind: SecretKind; readonly role?: string } {
  if (variable === 'DATABASE_URL') return { kind: 'owner', role: OWNER };
  const [, schema] = /^([A-Z]+)_DATABASE_URL$/.exec(variable) ?? [];
  if (schema !== undefined) return { kind: 'login', role: `banyan_${schema.toLowerCase()}` };
  if (variable.endsWith('_REDIS_URL')) return { kind: 'redis' };
  const found = hostSecrets.find((secret) => secret.variable === variable);
  if (!found) throw new Error(`${variable} is filled by no secret.`);
  return { kind: found.kind };
}
