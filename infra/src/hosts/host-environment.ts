import { hostSecrets } from '../data/host-secrets.ts';
import { internalName, prefixOf, type Site } from '../environments/site.ts';
import { home, hostNames, schemasOf, type HostName } from '../shop/hosts.ts';
import { lifetimes } from '../shop/lifetimes.ts';
import type { SchemaName } from '../shop/modules.ts';
import { ports } from '../shop/ports.ts';
import { usesQueues } from './queue-use.ts';

/** Where a task may write: a volume of its own, gone with the task, since the rest of its file system is read-only. */
export const STATE_FOLDER = '/var/lib/banyan';

/** The certificate authorities of RDS, which the image carries: Node knows only those of the web. */
const DATABASE_AUTHORITIES = '/usr/local/share/ca-certificates/rds-global-bundle.pem';

/** Connections per module at most, and of tasks times modules far below what Aurora allows (5,000 from 64 GiB on). */
const DATABASE_POOL = 10;

/** The complete environment of a host, but for its secrets: nothing that it does not need. Routes are all local until somebody moves one. */
export function environmentOf(host: HostName, { environment, region }: Site): Readonly<Record<string, string>> {
  return {
    INTERNAL_PORT: String(ports.internal),
    INTERNAL_BIND: '0.0.0.0',
    TARGETS: JSON.stringify(targetsOf(host, (other) => `https://${internalName(environment, other)}:${ports.internal}`)),
    DATABASE_POOL: String(DATABASE_POOL),
    ROUTING_LAST_GOOD: `${STATE_FOLDER}/last-good.routes`,
    DRAIN_MS: String(lifetimes.drain * 1_000),
    SHUTDOWN_TIMEOUT_MS: String(lifetimes.shutdown * 1_000),
    LOG_LEVEL: environment.logs.level,
    NODE_EXTRA_CA_CERTS: DATABASE_AUTHORITIES,
    ...(usesQueues(host) ? { QUEUES: 'check', QUEUE_PREFIX: prefixOf(environment), AWS_REGION: region.name } : {}),
    ...(host === 'monolith'
      ? {
          PORT: String(ports.public),
          BIND: '0.0.0.0',
          OPERATOR_PORT: String(ports.operator),
          OPERATOR_BIND: '0.0.0.0',
          CONTROL_PORT: String(ports.control),
          CONTROL_BIND: '0.0.0.0',
          PAYMENT_PROVIDER_URL: environment.paymentProviderUrl,
          INTAKE_QUEUE_PERCENT: environment.intakeQueuePercent,
        }
      : {}),
  };
}

/** A secret as a host reads it: the variable, and where its value is. */
export type SecretVariable = { readonly variable: string } & ({ readonly kind: 'login'; readonly schema: SchemaName } | { readonly kind: 'shared'; readonly path: string });

/** The secrets of a host, by the variables that it reads them from. */
export function secretVariablesOf(host: HostName): readonly SecretVariable[] {
  return [
    ...schemasOf(host).map((schema) => ({ variable: `${schema.toUpperCase()}_DATABASE_URL`, kind: 'login', schema }) as const),
    ...hostSecrets.filter(({ readers }) => readers.includes(host)).map(({ variable, path }) => ({ variable, kind: 'shared', path }) as const),
    ...(['ROUTING_REDIS_URL', 'LANES_REDIS_URL'] as const).map((variable) => ({ variable, kind: 'shared', path: 'redis' }) as const),
  ];
}

/** Where a host finds the others: what is answered over HTTPS, what is deferred by the queue of whichever module is called. */
function targetsOf(host: HostName, addressOf: (other: HostName) => string): Readonly<Record<string, unknown>> {
  const others = [home, ...hostNames.filter((name) => name !== home)].filter((other) => other !== host);
  if (!usesQueues(host)) return Object.fromEntries(others.map((other) => [other, addressOf(other)]));
  return Object.fromEntries<unknown>([
    ...others.map((other) => [other, { reply: addressOf(other), deferred: 'sqs' }] as const),
    // Being a target of its own, its deferred calls to itself take the queue, too.
    [host, { deferred: 'sqs' }] as const,
  ]);
}
