import { madeValue, templateOf, type Resource, type ServiceName, type Site, type Synthesised } from '@banyan/infra/synthesised';

interface Container {
  readonly Name: string;
  readonly Environment?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Secrets?: readonly { readonly Name: string }[];
}

/** The environment that ECS gives to a host, of modules or of pages, with secrets as the rotation makes them. */
export function environmentOf(synthesised: Synthesised, site: Site, host: ServiceName): Readonly<Record<string, string>> {
  const { Resources } = templateOf(synthesised, site, host);
  const [task] = ofType(Resources, 'AWS::ECS::TaskDefinition');
  const containers = task![1].Properties!['ContainerDefinitions'] as readonly Container[];
  const { Environment = [], Secrets = [] } = containers.find(({ Name }) => Name === 'host')!;
  return { ...Object.fromEntries(Environment.map(({ Name, Value }) => [Name, Value])), ...Object.fromEntries(Secrets.map(({ Name }) => [Name, madeValue(Name)])) };
}

export function ofType(resources: Readonly<Record<string, Resource>>, type: string): readonly (readonly [id: string, resource: Resource])[] {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}
