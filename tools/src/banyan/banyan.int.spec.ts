import { spawn } from 'node:child_process';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { catalog } from '@banyan/contracts/catalog';
import { orders } from '@banyan/contracts/orders';
import { controlApi, type ControlApi } from '@banyan/control';
import { memoryInbox } from '@banyan/outbox/memory';
import { call } from '@banyan/outbox/testing';
import { memoryActs, memoryReports, memoryRouteStore, RoutesUnreadable, type HostReport, type RouteCodec, type RouteStore } from '@banyan/strangler';
import { root } from '../start/root.ts';
import { reachOf } from './reach.ts';
import { WIDTH } from './table.ts';

const contracts = [catalog, orders];
const codec: RouteCodec = {
  encode: (change) => JSON.stringify(change),
  decode: (text) => {
    if (!text.startsWith('{')) throw new RoutesUnreadable('It is damaged.');
    return JSON.parse(text) as ReturnType<RouteCodec['decode']>;
  },
};
const reportOf = (host: string, more: Partial<HostReport> = {}): Omit<HostReport, 'at'> => ({
  instance: `${host}-1`,
  host,
  modules: contracts.map(({ name, version }) => ({ module: name, contractVersion: version, data: 'system-1/shop' })),
  routeVersion: 1,
  tallies: [],
  shadows: [],
  ...more,
});

let store: RouteStore;
let reports: ReturnType<typeof memoryReports>;
let api: ControlApi;
let inbox: ReturnType<typeof memoryInbox>;
let environment: Record<string, string>;
beforeEach(async () => {
  store = memoryRouteStore();
  reports = memoryReports(() => new Date());
  await store.append({ version: 1, text: codec.encode({ table: { version: 1, routes: {} }, by: 'image', at: '2026-01-01T00:00:00.000Z', why: 'The first routes.' }) });
  await reports.report(reportOf('monolith'));
  await reports.report(reportOf('catalog'));
  const tokens = { viewer: 'the-viewers-token', operator: 'the-operators-token' };
  inbox = memoryInbox(() => new Date());
  const lanes = { inboxes: () => new Map([['orders', inbox]]), redrive: async () => [{ queue: 'shop-orders.fifo', moved: 2 }] };
  api = controlApi({ lanes, acts: memoryActs(() => new Date()), store, reports, codec, contracts, home: 'monolith', now: Date.now, grant: ({ routes }) => `granted.${JSON.stringify(routes)}`, tokens, onFault: (error) => expect(error).toBeUndefined() });
  environment = { BANYAN_CONTROL_URL: await api.listen(0, '127.0.0.1'), BANYAN_CONTROL_TOKEN: tokens.operator };
});
afterEach(() => api.close());

/** Runs the command as people do. */
function banyan(...args: string[]): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [join(root, 'tools/bin/banyan.js'), ...args], { env: { PATH, ...environment }, cwd: tmpdir() });
  const heard = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (heard.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (heard.err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...heard }));
  });
}

const newest = async () => codec.decode((await store.load())!.text);

describe('banyan routes', () => {
  it('shows where each operation is answered, in a hundred columns', async () => {
    await banyan('set', 'catalog.*', 'canary', '--target', 'catalog', '--percent', '12.5', '--fallback', '--why', 'To see.');
    const { code, out, err } = await banyan('routes');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Version 2 by .+ UTC: To see\.$/m);
    expect(out).toMatch(/^catalog\.getProduct +canary 12\.5 % at catalog, else home +catalog\.\*$/m);
    expect(out).toMatch(/^orders\.processing: orders\.placeOrder, orders\.cancelOrder$/m);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(WIDTH);
  });

  it('answers programs in JSON, and colours nothing', async () => {
    const { code, out } = await banyan('routes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 1, by: 'image', groups: expect.arrayContaining([{ entry: 'orders.processing', addresses: ['orders.placeOrder', 'orders.cancelOrder'] }]) });
    expect(out).not.toContain('\u001b');
  });
});

describe('banyan set', () => {
  it('changes a route, as the person who is logged in, with the command as the reason', async () => {
    const { code, out } = await banyan('set', 'catalog.getProduct', 'remote', '--target', 'catalog');
    expect([code, out]).toEqual([0, expect.stringMatching(/Version 2 is made\.\n\noperation +from +to +keys moved\ncatalog\.getProduct +local +remote at catalog +100 %\n/)]);
    expect(await newest()).toMatchObject({ by: userInfo().username, why: 'banyan set catalog.getProduct remote --target catalog' });
  });

  it('says with --dry-run for which share of the keys what would change, and changes nothing', async () => {
    const { code, out } = await banyan('set', 'catalog.*', 'canary', '--target', 'catalog', '--percent', '5', '--dry-run');
    expect([code, out]).toEqual([0, expect.stringMatching(/Version 2 would be made; nothing was changed\.[^]*catalog\.getProduct +local +canary 5 % at catalog +5 %/)]);
    expect((await newest()).table.version).toBe(1);
  });

  it('keeps a token out of the history', async () => {
    await banyan('set', 'catalog.*', 'local', '--token', environment['BANYAN_CONTROL_TOKEN']!);
    expect((await newest()).why).toBe('banyan set catalog.* local');
  });

  it('is refused with the reason and the next step', async () => {
    const { code, out, err } = await banyan('set', 'orders.placeOrder', 'remote', '--target', 'catalog');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/orders\.cancelOrder at home[^]*Route 'orders\.processing'/);
    expect(await banyan('set', 'catalog.*', 'remote', '--target', 'west')).toMatchObject({ code: 1, err: expect.stringContaining("Start 'west'") });
  });

  it('refuses a version that has passed, and gives programs the problem', async () => {
    await banyan('set', 'catalog.*', 'local');
    const { code, out } = await banyan('set', 'catalog.*', 'local', '--if-version', '1', '--json');
    expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ code: 'versionPassed', data: { newest: 2 } })]);
  });
});

describe('banyan rollout', () => {
  it('is begun, watched, held, resumed, advanced and rolled back', async () => {
    const lines = [
      (await banyan('rollout', 'start', 'catalog.*', '--target', 'catalog', '--mode', 'manual', '--steps', 'canary:10,canary:50,remote', '--minimum-samples', '20', '--dwell', '1.5', '--error-rate', '2')).out,
      (await banyan('rollout', 'status', 'catalog.*')).out,
      (await banyan('rollout', 'hold', 'catalog.*')).out,
      (await banyan('rollout', 'resume', 'catalog.*')).out,
      (await banyan('rollout', 'advance', 'catalog.*')).out,
      (await banyan('rollout', 'rollback', 'catalog.*')).out,
    ].map((out) => out.split('\n')[0]);
    expect(lines).toEqual([
      'Version 2 is made. The rollout is running at canary 10 %, step 1 of 3.',
      expect.stringContaining('Rollout of catalog.* to catalog (manual): running at canary 10 %, step 1 of 3, since '),
      'Version 3 is made. The rollout is held at canary 10 %, step 1 of 3.',
      'Version 4 is made. The rollout is running at canary 10 %, step 1 of 3.',
      'Version 5 is made. The rollout is running at canary 50 %, step 2 of 3.',
      'Version 6 is made. The rollout is rolled back.',
    ]);
    const [, , , , second] = (await store.history({ limit: 10 })).map(({ text }) => codec.decode(text));
    expect(second!.table.rollouts!['catalog.*']!.gate).toMatchObject({ minimumSamples: 20, dwellMs: 1_500, errorRate: 0.02, slowerBy: 1.5 });
  });

  it('of nothing has no status', async () => {
    expect(await banyan('rollout', 'status')).toMatchObject({ code: 0, out: expect.stringContaining('banyan rollout start') });
    expect(await banyan('rollout', 'status', 'catalog.*')).toMatchObject({ code: 1, out: expect.stringContaining("There is no rollout of 'catalog.*'") });
  });
});

describe('banyan history and revert', () => {
  it('tell who, when, why, before and after, and go back', async () => {
    await banyan('set', 'catalog.*', 'remote', '--target', 'catalog', '--by', 'ada', '--why', 'It is time.');
    expect((await banyan('revert', '1', '--by', 'bob', '--why', 'Too early.')).out).toMatch(/^Version 3 is made\.$/m);
    const { code, out } = await banyan('history', '--limit', '2');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.replace(/\d{4}-\S+ \S+ UTC/, '<when>'))).toEqual([
      '3  <when>  bob: Too early.',
      '    catalog.*: remote at catalog → –',
      '2  <when>  ada: It is time.',
      '    catalog.*: – → remote at catalog',
      '',
    ]);
  });

  it('show what cannot be read', async () => {
    await store.append({ version: 2, text: 'damaged' });
    expect((await banyan('history')).out).toMatch(/^2 {2}cannot be read: It is damaged\.$/m);
    expect(await banyan('doctor')).toMatchObject({ code: 1, out: expect.stringContaining('banyan revert 1') });
  });
});

describe('banyan hosts, doctor and shadow report', () => {
  it('show who reports', async () => {
    const { code, out } = await banyan('hosts');
    expect([code, out]).toEqual([0, expect.stringMatching(/^catalog +catalog-1 +1 +\d+\.\d s +catalog +1\.\d+\.\d+ +system-1\/shop$/m)]);
  });

  it('exit with 1 if there is a finding, with 0 if not', async () => {
    expect(await banyan('doctor')).toMatchObject({ code: 0, out: 'All is well.\n' });
    await banyan('set', 'catalog.*', 'local');
    await store.append({ version: 3, text: codec.encode({ table: { version: 3, routes: { 'catalog.*': { kind: 'remote', target: 'west' } } }, by: 'x', at: '2026-01-01T00:00:00.000Z', why: '' }) });
    const { code, out } = await banyan('doctor');
    expect([code, out]).toEqual([1, expect.stringMatching(/error: catalog-1 of 'catalog' is 2 versions behind[^]*error: .*No host 'west'[^]*\n {2}Start 'west'/)]);
  });

  it('tell what shadowing has found, with samples and what repeats them', async () => {
    expect(await banyan('shadow', 'report')).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was shadowed') });
    const tally = { address: 'catalog.getProduct', version: 1, target: 'catalog', compared: 500, mismatched: 5, failed: 1, dropped: 2, noiseCompared: 50, noiseMismatched: 0, pointers: { '/price/amount': { mismatched: 5, noise: 0, repeated: 5, stood: 5 } } };
    const sample = {
      address: 'catalog.getProduct',
      version: 1,
      target: 'catalog',
      at: '2026-01-01T00:00:00.000Z',
      trace: 'abc',
      input: '{"sku":"A-1"}',
      outcomes: { home: '{"price":1}', target: `{"price":2,"more":"${'x'.repeat(200)}"}` },
      differences: [{ pointer: '/price/amount', place: '/price/amount', home: '1', target: '2' }],
      stood: ['/price/amount'],
      commands: { home: `banyan call catalog.getProduct --input '{"sku":"A-1"}' --at home`, target: `banyan call catalog.getProduct --input '{"sku":"A-1"}' --at catalog` },
    };
    await reports.report(reportOf('monolith', { shadows: [tally], samples: [sample] }));
    const { code, out } = await banyan('shadow', 'report', 'catalog.*');
    expect(code).toBe(1);
    expect(out).toMatch(/^catalog\.getProduct +catalog +500 +5 +0 of 50 +1 +2$/m);
    expect(out).toContain('/price/amount  1 %, the same each time the call was repeated');
    expect(out).toContain("banyan call catalog.getProduct --input '{\"sku\":\"A-1\"}' --at catalog");
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(WIDTH);
    expect((await banyan('shadow', 'report', 'orders.*')).code).toBe(0);
  });
});

describe('banyan lanes, parked, retry, discard and redrive', () => {
  const lane = 'checkout>orders/cus_1';
  const park = async () => {
    await inbox.receive([call(lane, 1), call(lane, 2)]);
    const [claimed] = await inbox.claim({ lanes: 1, callsPerLane: 1, leaseMs: 60_000 });
    await inbox.settle([{ lane, epoch: claimed!.epoch, then: { kind: 'park', code: 'TypeError', message: 'It cannot be.' } }]);
  };

  it('show what waits, and what is parked and why', async () => {
    expect(await banyan('parked')).toMatchObject({ code: 0, out: 'No lane is parked.\n' });
    await park();
    const { code, out } = await banyan('lanes', 'orders');
    expect([code, out]).toEqual([0, expect.stringMatching(/^orders +0 +0 +1 +2026-11-01 10:00:00 UTC$[^]*^checkout>orders\/cus_1 +parked +2 /m)]);
    const parked = await banyan('parked');
    expect([parked.code, parked.out]).toEqual([1, expect.stringMatching(/^orders 'checkout>orders\/cus_1'$[^]*sequence 1, orders\.placeOrder:[^]*1 call\s+waits behind it[^]*after 1 attempt: TypeError: It cannot be\.$[^]*trace 0af76519/m)]);
    for (const line of [...out.split('\n'), ...parked.out.split('\n')]) expect(line.length).toBeLessThanOrEqual(WIDTH);
    expect(JSON.parse((await banyan('parked', 'orders', '--json')).out)).toMatchObject({ modules: [{ module: 'orders', parked: [{ lane, behind: 1 }] }] });
  });

  it('have a lane go on with its call, or behind it', async () => {
    await park();
    expect(await banyan('retry', 'orders', lane, '--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('nothing was changed') });
    expect(await banyan('retry', 'orders', lane)).toMatchObject({ code: 0, out: expect.stringContaining('It is tried again.') });
    expect(await banyan('retry', 'orders', lane)).toMatchObject({ code: 1, err: expect.stringContaining('is not parked') });
    const [claimed] = await inbox.claim({ lanes: 1, callsPerLane: 1, leaseMs: 60_000 });
    await inbox.settle([{ lane, epoch: claimed!.epoch, then: { kind: 'park', code: 'TypeError', message: '' } }]);
    const discard = (sequence: string) => banyan('discard', 'orders', lane, '--sequence', sequence, '--reason', 'A test.');
    expect(await discard('2')).toMatchObject({ code: 1, err: expect.stringContaining('parked for its call 1, not 2') });
    expect(await discard('1')).toMatchObject({ code: 0, out: expect.stringContaining('inbox_discarded') });
    expect(await discard('1')).toMatchObject({ code: 0, out: expect.stringContaining('was discarded before') });
  });

  it('have all lanes of a module go on', async () => {
    await park();
    expect(await banyan('retry', 'orders', '--all', '--dry-run')).toMatchObject({ code: 0, out: '1 lane would be tried again; nothing was changed.\n' });
    expect(await banyan('retry', 'orders', '--all')).toMatchObject({ code: 0, out: expect.stringContaining('Tried again: 1 lane.') });
    expect(await inbox.backlog()).toEqual({ waiting: 1, inHand: 0, parked: 0 });
  });

  it('take messages back into the queue', async () => {
    expect(await banyan('redrive', 'orders', '--by', 'ada', '--why', 'It can be read now.')).toMatchObject({ code: 0, out: expect.stringMatching(/^shop-orders\.fifo +2$/m) });
    expect(await banyan('redrive', 'nobody')).toMatchObject({ code: 1, err: expect.stringContaining('Name one of orders') });
    expect(await banyan('acts')).toMatchObject({ code: 0, out: expect.stringMatching(/^1 {2}.+ UTC {2}ada: redrive orders: It can be read now\.\n$/) });
  });
});

describe('banyan override', () => {
  it('grants a token', async () => {
    const { code, out } = await banyan('override', 'catalog.*=catalog', 'orders.getOrder=local', '--minutes', '30');
    expect([code, out]).toEqual([0, expect.stringContaining('banyan-override: granted.{"catalog.*":"catalog","orders.getOrder":"local"}')]);
  });
});

describe('banyan call', () => {
  let operator: Server;
  let takesOverrides: boolean;
  let asked: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  beforeAll(async () => {
    operator = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push({ url: request.url, headers: request.headers, body });
        response.writeHead(200, { 'content-type': 'application/json', ...(takesOverrides ? { 'banyan-override': 'taken' } : {}) }).end('{"left":3}');
      });
    });
    await new Promise<void>((resolve) => operator.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => operator.close(resolve)));
  beforeEach(() => {
    takesOverrides = true;
    asked = [];
    Object.assign(environment, { BANYAN_OPERATOR_URL: `http://127.0.0.1:${(operator.address() as AddressInfo).port}`, BANYAN_OPERATOR_TOKEN: 'the-callers-token' });
  });
  const callAt = (at: string) => banyan('call', 'catalog.getProduct', '--input', '{"sku":"A-1"}', '--at', at);

  it('asks at the side that is named, by an override of its own', async () => {
    expect(await callAt('catalog')).toMatchObject({ code: 0, out: '{\n  "left": 3\n}\n' });
    await callAt('home');
    expect(asked).toMatchObject([
      { url: '/operator/v1/operations/catalog.getProduct', body: '{"sku":"A-1"}', headers: { authorization: 'Bearer the-callers-token', 'banyan-override': 'granted.{"catalog.getProduct":"catalog"}' } },
      { headers: { 'banyan-override': 'granted.{"catalog.getProduct":"local"}' } },
    ]);
  });

  it('does not pass an answer off as that side’s if the listener took no notice', async () => {
    takesOverrides = false;
    expect(await callAt('catalog')).toMatchObject({ code: 1, out: expect.stringContaining('took no notice') });
  });

  it('at nobody is refused before anything is called', async () => {
    expect((await callAt('west')).code).toBe(1);
    expect(asked).toEqual([]);
  });
});

describe('a wrong call', () => {
  it('exits with 2, says what would be right, and changes nothing', async () => {
    expect(await banyan('set', 'catalog.*', 'canary', '--percent', '101')).toEqual({ code: 2, out: '', err: expect.stringMatching(/--target is missing[^]*--percent 101[^]*See banyan set --help/) });
    expect((await newest()).table.version).toBe(1);
  });
});

describe('--help', () => {
  it('needs nobody who answers', async () => {
    environment = {};
    expect(await banyan('rollout', 'start', '--help')).toEqual({ code: 0, err: '', out: expect.stringMatching(/^banyan rollout start <entry>[^]*Examples:/) });
  });
});

describe('what cannot be reached', () => {
  it('exits with 3', async () => {
    await api.close();
    expect(await banyan('routes')).toMatchObject({ code: 3, out: '', err: expect.stringContaining('does not answer') });
  });

  it('exits with 3 if the store is away', async () => {
    const { Unavailable } = await import('@banyan/contracts/define');
    store.load = () => Promise.reject(new Unavailable('The route store'));
    expect(await banyan('routes')).toMatchObject({ code: 3, err: expect.stringContaining('The hosts go on') });
  });

  it('exits with 1 for a token that is none, or is a viewer’s', async () => {
    environment['BANYAN_CONTROL_TOKEN'] = 'wrong';
    expect(await banyan('routes')).toMatchObject({ code: 1, err: expect.stringContaining('The token is not one of this shop.') });
    environment['BANYAN_CONTROL_TOKEN'] = 'the-viewers-token';
    expect(await banyan('set', 'catalog.*', 'local')).toMatchObject({ code: 1, err: expect.stringContaining('operator’s token') });
    expect((await banyan('routes')).code).toBe(0);
  });

  it('is said to be so if nothing tells where it is', () => {
    expect(() => reachOf(new Map(), { environment: {}, folder: '/nowhere' })).toThrow('BANYAN_CONTROL_URL');
  });
});

describe('banyan contracts check', () => {
  it('judges the contracts of the workspace where no shop runs', async () => {
    environment = {};
    expect(await banyan('contracts', 'check')).toEqual({ code: 0, err: '', out: expect.stringMatching(/^orders \d+\.\d+\.\d+: as it was published\.$[^]*Every contract keeps what it promised\.\n$/m) });
  });
});

describe('where the control API is', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-cli-'));
    mkdirSync(join(folder, '.banyan'));
    writeFileSync(join(folder, '.banyan', 'operator.env'), `BANYAN_CONTROL_URL=${environment['BANYAN_CONTROL_URL']}\nBANYAN_CONTROL_TOKEN=the-operators-token\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('stands in the data folder of a shop that was started here', async () => {
    const { control } = reachOf(new Map(), { environment: {}, folder });
    expect(await control.get('routes')).toMatchObject({ version: 1 });
  });

  it('may be said otherwise, and then the shop’s token is not sent there', () => {
    const elsewhere = new Map([['url', 'http://127.0.0.1:1']]);
    expect(() => reachOf(elsewhere, { environment: {}, folder })).toThrow('BANYAN_CONTROL_TOKEN');
    expect(() => reachOf(new Map(), { environment: { BANYAN_CONTROL_URL: 'http://127.0.0.1:1' }, folder })).toThrow('BANYAN_CONTROL_TOKEN');
  });
});
