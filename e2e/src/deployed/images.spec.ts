import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hostNames, imageNames, pagesNames, production, sitesOf, synthesise, templateOf } from '@banyan/infra/synthesised';
import { runAs, stagesIn } from '@banyan/tools/images';
import { ofType } from './deployed-host.testing.ts';

interface Container {
  readonly Name: string;
  readonly User?: string;
  readonly Command?: readonly string[];
  readonly Environment: readonly { readonly Name: string; readonly Value: string }[];
  readonly HealthCheck?: { readonly Command: readonly string[]; readonly Interval: number; readonly Timeout: number; readonly Retries: number; readonly StartPeriod: number };
  readonly LinuxParameters?: object;
  readonly MountPoints?: readonly { readonly ContainerPath: string; readonly ReadOnly: boolean }[];
  readonly PortMappings?: readonly { readonly ContainerPort: number }[];
  readonly ReadonlyRootFilesystem: boolean;
  readonly StopTimeout?: number;
}

const dockerfile = readFileSync(join(import.meta.dirname, '..', '..', '..', 'Dockerfile'), 'utf8');
const synthesised = synthesise(production);
const [site] = sitesOf(production);

function containerOf(part: string, name: string): Container {
  const [task] = ofType(templateOf(synthesised, site!, part).Resources, 'AWS::ECS::TaskDefinition');
  return (task![1].Properties!['ContainerDefinitions'] as readonly Container[]).find(({ Name }) => Name === name)!;
}

const valueOf = ({ Environment }: Container, name: string) => Environment.find(({ Name }) => Name === name)!.Value;
const seconds = (text: string | undefined) => Number(/^(\d+)s$/.exec(text ?? '')?.[1]);

/** What a task changes of how its image is run: nothing, but that it may write to the image's one volume only. */
function expectRunAsBuilt(container: Container, image: ReturnType<typeof runAs>): void {
  expect(container.User ?? image.user).toBe(image.user);
  expect(container.ReadonlyRootFilesystem).toBe(true);
  expect(container.MountPoints?.map(({ ContainerPath }) => ContainerPath)).toEqual(image.volumes);
  expect(container.MountPoints?.every(({ ReadOnly }) => !ReadOnly)).toBe(true);
  // The image has an init of its own: ECS is to add none.
  expect(container.LinuxParameters).toBeUndefined();
  expect(image.copied).toContain(valueOf(container, 'NODE_EXTRA_CA_CERTS'));
}

describe('the images', () => {
  it('are those that there are repositories for, but for the collector, which is a copy', () => {
    expect(stagesIn(dockerfile)).toEqual(expect.arrayContaining(imageNames.filter((name) => name !== 'collector')));
  });

  it.each(hostNames)('let %s be run as its task runs it', (host) => {
    const [container, image] = [containerOf(host, 'host'), runAs(dockerfile, host)];
    expectRunAsBuilt(container, image);
    expect(container.Command).toBeUndefined();
    expect(container.PortMappings!.map(({ ContainerPort }) => ContainerPort).toSorted()).toEqual([...image.ports].toSorted());
    expect(image.ports).toContain(Number(valueOf(container, 'INTERNAL_PORT')));
    expect(valueOf(container, 'ROUTING_LAST_GOOD').startsWith(`${image.volumes[0]!}/`)).toBe(true);
    expect(container.StopTimeout).toBeGreaterThan(Number(valueOf(container, 'SHUTDOWN_TIMEOUT_MS')) / 1_000);
  });

  it.each([...hostNames, ...pagesNames])('look whether %s is alive as its task does', (host) => {
    const { Command, Interval, Timeout, Retries, StartPeriod } = containerOf(host, 'host').HealthCheck!;
    const { command, flags } = runAs(dockerfile, host).health!;
    expect(Command).toEqual(['CMD', ...command]);
    expect([Interval, Timeout, StartPeriod, Retries]).toEqual([seconds(flags['interval']), seconds(flags['timeout']), seconds(flags['start-period']), Number(flags['retries'])]);
  });

  it.each(pagesNames)('let the %s be run as its task runs it: writing nowhere', (pages) => {
    const [container, image] = [containerOf(pages, 'host'), runAs(dockerfile, pages)];
    expect(container.User ?? image.user).toBe(image.user);
    expect([container.ReadonlyRootFilesystem, container.MountPoints ?? [], container.LinuxParameters, container.Command]).toEqual([true, [], undefined, undefined]);
    expect(container.PortMappings!.map(({ ContainerPort }) => ContainerPort)).toEqual([...image.ports]);
    expect(image.ports).toEqual([Number(valueOf(container, 'PORT'))]);
  });

  it('let the migration be run as its task runs it', () => {
    const [container, image] = [containerOf('migration', 'migrate'), runAs(dockerfile, 'migrate')];
    expectRunAsBuilt(container, image);
    expect(container.Command).toEqual(image.command);
  });

  it('hold the program that the task of reports runs', () => {
    const [container, image] = [containerOf('reports', 'extract'), runAs(dockerfile, 'migrate')];
    expectRunAsBuilt(container, image);
    expect(image.copied).toContain(`${dirname(container.Command![2]!)}/`);
  });
});
