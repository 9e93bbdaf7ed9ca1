import { catalogHost } from '@banyan/app-catalog/host';
import { monolithHost } from '@banyan/app-monolith/host';
import { ordersHost } from '@banyan/app-orders/host';
import type { HostSpec } from '@banyan/host';
import { madeValue, templateOf, type HostName, type Resource, type Site, type Synthesised } from '@banyan/infra/synthesised';
import type { TObject } from 'typebox';

/** The hosts as their apps put them together. */
export const specs: Readonly<Record<HostName, HostSpec<TObject>>> = { monolith: monolithHost, orders: ordersHost, catalog: catalogHost };

interface Container {
  readonly Name: string;
  readonly Environment?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Secrets?: readonly { readonly Name: string }[];
}

/** The environment that ECS gives to a host, with secrets as the rotation makes them. */
export function environmentOf(synthesised: Synthesised, site: Site, host: HostName): Readonly<Record<string, string>> {
  const { Resources } = templateOf(synthesised, site, host);
  const [task] = ofType(Resources, 'AWS::ECS::TaskDefinition');
  const containers = task![1].Properties!['ContainerDefinitions'] as readonly Container[];
  const { Environment = [], Secrets = [] } = containers.find(({ Name }) => Name === 'host')!;
  return { ...Object.fromEntries(Environment.map(({ Name, Value }) => [Name, Value])), ...Object.fromEntries(Secrets.map(({ Name }) => [Name, madeValue(Name)])) };
}

/** What a host is told, and which names of it nobody asked for. */
export function listening(environment: Readonly<Record<string, string>>): { readonly told: Readonly<Record<string, string>>; readonly unheard: () => readonly string[] } {
  const heard = new Set<string>();
  const told = new Proxy(environment, {
    get(target, name) {
      if (typeof name === 'string') heard.add(name);
      return Reflect.get(target, name) as unknown;
    },
  });
  return { told, unheard: () => Object.keys(environment).filter((name) => !heard.has(name)) };
}

export function ofType(resources: Readonly<Record<string, Resource>>, type: string): readonly (readonly [id: string, resource: Resource])[] {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}
