import { catalogHost } from '@banyan/app-catalog/host';
import { monolithHost } from '@banyan/app-monolith/host';
import { ordersHost } from '@banyan/app-orders/host';
import { prepareHost, SettingsRefused, type HostSpec } from '@banyan/host';
import type { TObject } from 'typebox';

/** The hosts as their apps put them together. */
export const specs = { monolith: monolithHost, orders: ordersHost, catalog: catalogHost } as const satisfies Readonly<Record<string, HostSpec<TObject>>>;
export type SpecName = keyof typeof specs;

/** What Node, the AWS SDK and SvelteKit’s server read themselves. */
const readByLibraries = ['NODE_EXTRA_CA_CERTS', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'ADDRESS_HEADER'];

/** What a host is told, and which names of it nobody asked for. */
export function listening(environment: Readonly<Record<string, string>>): { readonly told: Readonly<Record<string, string>>; readonly unheard: () => readonly string[] } {
  const heard = new Set<string>();
  const told = new Proxy(environment, {
    get(target, name) {
      if (typeof name === 'string') heard.add(name);
      return Reflect.get(target, name) as unknown;
    },
  });
  return { told, unheard: () => Object.keys(environment).filter((name) => !heard.has(name) && !readByLibraries.includes(name)) };
}

/** The host's own reader is asked: it refuses what is missing or malformed, all at once. Nothing is connected to. */
export async function refusalsOf(environment: Readonly<Record<string, string>>, host: SpecName): Promise<{ readonly problems: readonly string[]; readonly unheard: readonly string[] }> {
  const { told, unheard } = listening(environment);
  try {
    const prepared = prepareHost(specs[host] as HostSpec<TObject>, told);
    await prepared.routingStore?.close();
    await Promise.all([...prepared.targets.values(), ...prepared.shadowTargets.values()].map((target) => target.close()));
    await prepared.queues?.close();
    return { problems: [], unheard: unheard() };
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    return { problems: error.problems, unheard: unheard() };
  }
}
