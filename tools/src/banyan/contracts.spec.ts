import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileOf, textOf, workspaceContracts } from '../contracts/index.ts';
import { banyan } from './banyan.ts';
import { WIDTH } from './table.ts';

let folder: string;
let published: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-contracts-'));
  published = join(folder, 'published');
  mkdirSync(published);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command where there is no shop. */
async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const heard = { out: '', err: '' };
  const code = await banyan(['contracts', ...args, ...(args[0] === 'record' ? [] : ['--published', published])], {
    environment: {},
    folder: '/nowhere',
    user: 'ada',
    say: (text) => void (heard.out += text),
    complain: (text) => void (heard.err += text),
  });
  return { code, ...heard };
}

interface Loose {
  [name: string]: Loose;
}
/** Publishes a contract of the workspace as it was in a version that differs in something. */
function publishEarlier(name: string, version: string, differ: (contract: Loose) => void = () => {}): void {
  const contract = structuredClone(workspaceContracts().find((each) => each.name === name)!);
  const earlier = { ...contract, version };
  differ(earlier as unknown as Loose);
  writeFileSync(join(published, fileOf(earlier)), textOf(earlier));
}
const placeOrder = (contract: Loose) => contract['operations']!['placeOrder']!['input']!;
function rename(object: Loose, from: string, to: string): void {
  object['properties']![to] = object['properties']![from]!;
  delete object['properties']![from];
  object['required'] = (object['required'] as unknown as string[]).map((name) => (name === from ? to : name)) as unknown as Loose;
}
function keep(name: string, environment: string, ...hosts: object[]): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ environment, hosts }));
  return file;
}

describe('banyan contracts check', () => {
  it('passes contracts that are as they were published', async () => {
    await run('publish');
    expect(await run('check')).toEqual({ code: 0, err: '', out: expect.stringMatching(/^orders 1\.0\.0: as it was published\.$[^]*Every contract keeps what it promised\.$/m) });
  });

  it('refuses a renamed field, and says what to do instead', async () => {
    publishEarlier('orders', '1.0.0', (contract) => rename(placeOrder(contract), 'shipTo', 'recipient'));
    const { code, out } = await run('check');
    expect([code, out]).toEqual([1, expect.stringContaining('Refused: orders.')]);
    expect(out).toContain(
      [
        'orders 1.0.0: REFUSED: breaks with what was published as 1.0.0. Raise the version to 2.0.0, or take',
        '  back what breaks.',
        '  placeOrder',
        "    breaking: input/recipient, sent: The field 'recipient' is not read: what is sent there is lost.",
        "      Is it 'shipTo' there?",
        "    breaking: input/shipTo, sent: The new field 'shipTo' has to be sent: consumers do not know it.",
        '    → Add the new beside the old, deploy, move the consumers, then remove the old under a new major',
        '      version.',
        '    → Let the new field be left out, and say what its absence means.',
      ].join('\n'),
    );
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(WIDTH);
  });

  it('refuses a removed operation', async () => {
    publishEarlier('orders', '1.0.0', ({ operations }) => void (operations!['holdOrder'] = operations!['getOrder']!));
    expect(await run('check')).toMatchObject({ code: 1, out: expect.stringMatching(/^ {2}holdOrder\n {4}breaking: operation: The operation is not there\.$/m) });
  });

  it('refuses a narrowed enum', async () => {
    publishEarlier('checkout', '1.0.0', ({ operations }) => {
      const statuses = operations!['recordOrderChange']!['input']!['properties']!['status']!['anyOf'] as unknown as object[];
      statuses.push({ type: 'string', const: 'held' });
    });
    expect(await run('check')).toMatchObject({ code: 1, out: expect.stringContaining('breaking: input/status, sent: "held" is not taken.') });
  });

  it('passes an added field that may be left out, under a version that says so', async () => {
    publishEarlier('checkout', '1.0.0', ({ operations }) => void delete operations!['acceptOrder']!['input']!['properties']!['after']);
    expect(await run('check')).toMatchObject({ code: 0, out: expect.stringMatching(/^checkout 1\.1\.0: adds to 1\.0\.0, and breaks nothing\.\n {2}acceptOrder\n {4}compatible: input\/after, sent: /m) });
  });

  it('refuses an addition under a version that does not say so', async () => {
    publishEarlier('orders', '1.0.0', (contract) => void delete placeOrder(contract)['properties']!['email']);
    expect(await run('check')).toMatchObject({ code: 1, out: expect.stringContaining('REFUSED: adds to what was published as 1.0.0. Raise the version to 1.1.0.') });
  });

  it('passes a break whose version says so', async () => {
    publishEarlier('orders', '0.9.0', (contract) => rename(placeOrder(contract), 'shipTo', 'recipient'));
    expect(await run('check')).toMatchObject({ code: 0, out: expect.stringContaining('orders 1.0.0: breaks with 0.9.0, as its version says.') });
  });

  it('tells programs the same', async () => {
    publishEarlier('orders', '1.0.0', ({ operations }) => void (operations!['holdOrder'] = operations!['getOrder']!));
    const { code, out } = await run('check', '--json');
    const { refused, contracts } = JSON.parse(out);
    expect([code, refused]).toEqual([1, ['orders']]);
    expect(contracts.find(({ contract }: { readonly contract: string }) => contract === 'orders').changes[0].findings).toContainEqual({
      contract: 'orders',
      operation: 'holdOrder',
      part: 'operation',
      pointer: '',
      direction: 'promised',
      code: 'operationRemoved',
      judgement: 'breaking',
      message: 'The operation is not there.',
      next: expect.stringMatching(/^Add the new beside the old/),
    });
  });

  it('exits with 2 where a published contract cannot be read', async () => {
    writeFileSync(join(published, 'orders@1.0.0.json'), '{}');
    expect(await run('check')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is no published contract') });
  });
});

describe('banyan contracts check --against', () => {
  const monolith = (needed: string) => ({ host: 'monolith', serves: { catalog: '1.0.0' }, needs: { orders: needed } });
  const orders = { host: 'orders', serves: { orders: '1.0.0' }, needs: { catalog: '1.0.0' } };

  it('lets a host be deployed whom everyone understands', async () => {
    await run('publish');
    const { code, out } = await run('check', '--against', keep('production', 'production', monolith('1.0.0'), orders), '--host', 'orders');
    expect([code, out]).toEqual([
      0,
      ['production: orders may be deployed.', '  monolith needs orders 1.0.0, orders would serve 1.0.0: understood.', '  orders needs catalog 1.0.0, monolith would serve 1.0.0: understood.', '', 'Everyone would be understood.'].join('\n'),
    ]);
  });

  it('refuses a host whose consumers there need what it does not serve', async () => {
    await run('publish');
    publishEarlier('orders', '1.2.0', ({ operations }) => void (operations!['holdOrder'] = operations!['getOrder']!));
    const { code, out } = await run('check', '--against', keep('production', 'production', monolith('1.2.0'), orders), '--host', 'orders');
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'production: orders REFUSED.',
      '  monolith needs orders 1.2.0, orders would serve 1.0.0: not understood.',
      '    holdOrder',
      '      breaking: operation: The operation is not there.',
      '    → Deploy what serves orders 1.2.0 first, and what needs it afterwards.',
      '  orders needs catalog 1.0.0, monolith would serve 1.0.0: understood.',
      '',
      'Refused: orders to production.',
    ]);
  });

  it('refuses a host that needs what is not served there yet', async () => {
    await run('publish');
    publishEarlier('catalog', '1.0.0', ({ operations }) => void delete operations!['listStock']);
    const { code, out } = await run('check', '--against', keep('production', 'production', monolith('1.0.0'), orders), '--host', 'orders');
    expect([code, out]).toEqual([1, expect.stringMatching(/orders needs catalog 1\.0\.0, monolith would serve 1\.0\.0: not understood\.\n {4}listStock\n/)]);
  });

  it('refuses a host under another first number than its consumers there need', async () => {
    await run('publish');
    publishEarlier('orders', '0.9.0');
    const { code, out } = await run('check', '--against', keep('production', 'production', monolith('0.9.0'), orders), '--host', 'orders');
    expect([code, out]).toEqual([1, expect.stringContaining('breaking: version: A host that serves 1.0.0 refuses calls under 0.9.0.')]);
  });

  it('judges every environment of a folder, and every host in turn', async () => {
    await run('publish');
    const environments = join(folder, 'environments');
    mkdirSync(environments);
    for (const name of ['production', 'staging']) keep(`environments/${name}`, name, monolith('1.0.0'), orders);
    const { code, out } = await run('check', '--against', environments);
    expect([code, out.match(/^\w+: \w+ may be deployed\.$/gm)]).toEqual([0, ['production: monolith may be deployed.', 'production: orders may be deployed.', 'staging: monolith may be deployed.', 'staging: orders may be deployed.']]);
  });

  it('judges a host that is new to the environment by what it serves and needs', async () => {
    await run('publish');
    const { code, out } = await run('check', '--against', keep('production', 'production', orders), '--host', 'bank', '--serves', 'payments', '--needs', 'accounts');
    expect([code, out]).toEqual([1, expect.stringContaining('bank needs accounts 1.0.0, nobody would serve it: not understood.')]);
  });

  it.each([
    [['--host', 'order'], /'production' has no host 'order'\. Did you mean orders\?/],
    [['--host', 'bank', '--serves', 'payment'], /There is no contract 'payment' in this workspace\. Did you mean payments\?/],
    [['--serves', 'payments'], /--serves and --needs mean nothing without --host/],
  ])('exits with 2 for %j', async (flags, words) => {
    await run('publish');
    expect(await run('check', '--against', keep('production', 'production', orders), ...flags)).toEqual({ code: 2, out: '', err: expect.stringMatching(words) });
  });

  it('exits with 2 where there is no environment, or one that has mistakes', async () => {
    expect(await run('check', '--against', join(folder, 'none.json'))).toMatchObject({ code: 2, err: expect.stringContaining('There is nothing at') });
    expect(await run('check', '--against', published)).toMatchObject({ code: 2, err: expect.stringContaining('no file ends in .json') });
    const file = keep('production', 'production', { host: 'orders', serves: { orders: 'newest' }, needs: {} });
    expect(await run('check', '--against', file)).toMatchObject({ code: 2, err: expect.stringMatching(/is no environment:\n {2}\/hosts\/0\/serves/) });
  });

  it('exits with 2 for a host without an environment', async () => {
    expect(await run('check', '--host', 'orders')).toMatchObject({ code: 2, err: expect.stringContaining('--host means nothing without --against') });
  });
});

describe('banyan contracts record', () => {
  const record = (...args: string[]) => run('record', ...args);
  const orders = { host: 'orders', serves: { orders: '0.9.0' }, needs: { catalog: '0.9.0' } };
  const now = { host: 'orders', serves: { orders: '1.0.0' }, needs: { catalog: '1.0.0' } };
  const hostsIn = (file: string) => JSON.parse(readFileSync(file, 'utf8')).hosts;

  it('writes that a host runs as this workspace has it, first beside what it replaces', async () => {
    const file = keep('production', 'production', orders);
    expect(await record('--in', file, '--host', 'orders', '--beside')).toMatchObject({ code: 0, out: 'production runs orders as this workspace has it, beside what is replaced.' });
    expect(hostsIn(file)).toEqual([orders, now]);
    expect(await record('--in', file, '--host', 'orders')).toMatchObject({ code: 0, out: 'production runs orders as this workspace has it.' });
    expect(hostsIn(file)).toEqual([now]);
  });

  it('exits with 2 and writes nothing for a host that nobody knows', async () => {
    const file = keep('production', 'production', orders);
    expect(await record('--in', file, '--host', 'order')).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean orders?') });
    expect(await record('--in', file)).toMatchObject({ code: 2, err: expect.stringContaining('--host is missing') });
    expect(hostsIn(file)).toEqual([orders]);
  });
});

describe('banyan contracts publish', () => {
  it('publishes what is not published yet', async () => {
    expect(await run('publish')).toMatchObject({ code: 0, out: expect.stringMatching(/^Published shop 1\.0\.0, checkout 1\.1\.0, /) });
    expect(await run('publish')).toMatchObject({ code: 0, out: 'Everything was published already.' });
  });

  it('publishes nothing if something breaks what its version promises', async () => {
    publishEarlier('orders', '1.0.0', ({ operations }) => void (operations!['holdOrder'] = operations!['getOrder']!));
    expect(await run('publish')).toMatchObject({ code: 1, out: expect.stringMatching(/REFUSED[^]*Nothing was published\.$/) });
  });
});
