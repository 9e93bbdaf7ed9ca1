import { kinds } from '../../lambdas/rotate-secrets/kinds.ts';
import { hostSecrets } from './host-secrets.ts';
import type { SecretKind } from './shop-secret.ts';

const place = { databaseHost: '127.0.0.1', databaseName: 'shop', cacheHost: '127.0.0.1' };

/** What a host finds in a variable that a secret fills: as the rotation makes it, or in the place of the payment company. */
export function madeValue(variable: string): string {
  const [, schema] = /^([A-Z]+)_DATABASE_URL$/.exec(variable) ?? [];
  const kind: SecretKind | undefined = schema === undefined ? (variable.endsWith('_REDIS_URL') ? 'redis' : hostSecrets.find((secret) => secret.variable === variable)?.kind) : 'login';
  if (kind === undefined) throw new Error(`${variable} is filled by no secret.`);
  let number = 0;
  const fresh = () => String(++number).padStart(43, 'x');
  return kinds.get(kind)?.next({ kind, role: `banyan_${schema?.toLowerCase()}` }, place, fresh).value ?? fresh();
}
