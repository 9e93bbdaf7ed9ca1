import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Unavailable } from '@banyan/contracts/define';
import type { Route } from '@banyan/strangler';
import { plain, reportOf, start } from './shop.testing.ts';
import { serve, tokens, type Served } from './serve.testing.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(async () => {
  await served.api.close();
  expect(served.faults).toEqual([]);
});

const toEast: Route = { kind: 'remote', target: 'east' };
const wish = { by: 'ada', why: 'It is time.' };
const set = (entry: string, route: unknown = toEast, more: object = {}) => served.ask('PUT', 'routes', { entry, route, ...wish, ...more });

describe('who may what:', () => {
  it.each([
    ['no token', '', 'GET', 401, 'unauthenticated'],
    ['a wrong token', 'wrong', 'GET', 401, 'unauthenticated'],
    ['a viewer that looks', tokens.viewer, 'GET', 200, undefined],
    ['a viewer that changes', tokens.viewer, 'PUT', 403, 'forbidden'],
    ['an operator that looks', tokens.operator, 'GET', 200, undefined],
    ['an operator that changes', tokens.operator, 'PUT', 200, undefined],
  ])('%s', async (_who, token, method, status, code) => {
    const answer = await served.ask(method, 'routes', method === 'GET' ? undefined : { entry: 'stock.*', route: toEast, ...wish }, token);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('a viewer changes nothing by any other way', async () => {
    for (const path of ['rollouts/stock.*', 'rollouts/stock.*/advance', 'revert', 'overrides', 'nowhere']) {
      expect((await served.ask('POST', path, wish, tokens.viewer)).status).toBe(403);
    }
  });

  it('without a token nobody learns what there is', async () => {
    expect((await served.ask('GET', 'nowhere', undefined, 'wrong')).status).toBe(401);
  });
});

describe('a change', () => {
  it('is appended with who, when and why, and is seen in the routes', async () => {
    expect((await set('stock.level')).body).toEqual({ version: 2, dryRun: false, moved: [{ address: 'stock.level', from: { kind: 'local' }, to: toEast, keys: 1 }] });
    const { body } = await served.ask('GET', 'routes');
    expect(body).toMatchObject({ version: 2, by: 'ada', why: 'It is time.', at: new Date(start).toISOString() });
    expect(body['operations']).toContainEqual({ address: 'stock.level', effect: 'read', delivery: 'reply', entry: 'stock.level', route: toEast });
    expect(body['operations']).toContainEqual({ address: 'orders.placeOrder', effect: 'write', delivery: 'deferred', entry: null, route: { kind: 'local' } });
    expect(body['groups']).toEqual([{ entry: 'orders.processing', addresses: ['orders.placeOrder', 'orders.cancelOrder'] }]);
  });

  it('that is tried out changes nothing', async () => {
    const answer = await set('stock.*', { kind: 'canary', target: 'east', percent: 25 }, { dryRun: true });
    expect(answer.body).toMatchObject({ version: 2, dryRun: true, moved: [{ keys: 0.25 }, { keys: 0.25 }, { keys: 0.25 }] });
    expect((await served.desk.store.load())!.version).toBe(1);
  });

  it('for a version that has passed is refused with the newest', async () => {
    await set('stock.level', toEast, { ifVersion: 1 });
    const answer = await set('stock.search', toEast, { ifVersion: 1 });
    expect([answer.status, answer.body]).toEqual([412, expect.objectContaining({ code: 'versionPassed', data: { newest: 2 }, next: expect.any(String) })]);
  });

  it('that is refused is answered with a problem that says what, where and what next', async () => {
    const answer = await set('orders.placeOrder');
    expect(answer).toMatchObject({ status: 422, type: expect.stringContaining('application/problem+json') });
    expect(answer.body).toMatchObject({ code: 'invalidRoutes', title: expect.stringContaining('orders.processing'), next: expect.any(String), errors: [{ pointer: '/routes/orders.processing' }] });
    expect((await set('stock.*', { kind: 'remote', target: 'west' })).status).toBe(409);
  });

  it('needs a target that has reported within ten seconds', async () => {
    served.desk.pass(10_001);
    await served.desk.report(reportOf('monolith'));
    expect((await set('stock.*')).body).toMatchObject({ code: 'targetCannotHonour' });
  });

  it('with mistakes is told all of them', async () => {
    const answer = await served.ask('PUT', 'routes', { entry: '', route: { kind: 'canary', target: 'east', percent: 101, colour: 'red' }, by: 'rollout', dryRun: 'yes', extra: 1 });
    expect(answer.status).toBe(400);
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect([...pointers].sort()).toEqual(['/by', '/dryRun', '/entry', '/extra', '/route/colour', '/route/percent', '/why']);
  });

  it('with a route of no kind is told the kinds', async () => {
    expect((await set('stock.*', { kind: 'blue' })).body['errors']).toEqual([{ pointer: '/route/kind', message: 'must be one of local, remote, canary, shadow.' }]);
    expect((await set('stock.*', 'local')).body['errors']).toEqual([{ pointer: '/route', message: 'must be object.' }]);
  });

  it('is made anew if somebody was quicker, twenty times at most', async () => {
    const { store } = served.desk;
    let losses = 0;
    const append = store.append.bind(store);
    store.append = (next) => (losses-- > 0 ? Promise.resolve(false) : append(next));
    losses = 19;
    expect((await set('stock.level')).status).toBe(200);
    losses = 20;
    expect((await set('stock.level')).body).toMatchObject({ status: 409, code: 'contended' });
  });

  it('is answered as made if the store went away just after it was', async () => {
    const { store } = served.desk;
    const append = store.append.bind(store);
    store.append = async (next) => {
      await append(next);
      throw new Unavailable('The store');
    };
    expect((await set('stock.level')).body).toMatchObject({ version: 2 });
    expect((await store.load())!.version).toBe(2);
  });

  it('is answered as not made if the store went away before it was', async () => {
    served.desk.store.append = () => Promise.reject(new Unavailable('The store'));
    const { body } = await set('stock.level');
    expect(body).toMatchObject({ status: 503, code: 'unavailable', title: expect.stringContaining('The store') });
    expect(body['data']).toBeUndefined();
  });

  it('says that it is not known whether it was made if the store stays away', async () => {
    const { store } = served.desk;
    store.append = () => Promise.reject(new Unavailable('The store'));
    store.history = () => Promise.reject(new Unavailable('The store'));
    expect((await set('stock.level')).body).toMatchObject({ status: 503, code: 'unavailable', data: { mayHaveBeenMade: true } });
  });

  it('is refused while there are no routes, or none that can be read', async () => {
    await served.desk.store.append({ version: 2, text: 'damaged' });
    expect((await set('stock.level')).body).toMatchObject({ status: 409, code: 'routesUnreadable', next: expect.stringContaining('banyan revert') });
    served.desk.store.load = () => Promise.resolve(undefined);
    expect((await set('stock.level')).body).toMatchObject({ status: 409, code: 'noRoutes' });
  });

  it('is refused on routes that were copied to another version', async () => {
    const first = (await served.desk.store.load())!;
    await served.desk.store.append({ version: 2, text: first.text });
    expect((await set('stock.level')).body).toMatchObject({ code: 'routesUnreadable' });
  });
});

describe('rollouts', () => {
  const begin = (more: object = {}) => served.ask('POST', 'rollouts/stock.*', { target: 'east', steps: [{ kind: 'canary', percent: 10 }, { kind: 'remote' }], ...wish, ...more });

  it('are begun, watched with verdict and figures, and moved', async () => {
    expect((await begin({ mode: 'manual', gate: { minimumSamples: 20 } })).body).toMatchObject({ version: 2, rollout: { state: 'running', mode: 'manual', gate: { minimumSamples: 20, mismatchRate: 0 } } });
    const { body } = await served.ask('GET', 'routes');
    expect(body['rollouts']).toMatchObject([{ entry: 'stock.*', inForce: true, verdict: { kind: 'wait', figures: { samples: 0, missing: 20 } } }]);
    expect((await served.ask('POST', 'rollouts/stock.*/advance', wish)).body).toMatchObject({ version: 3, moved: [{ keys: 0.9 }, { keys: 0.9 }, { keys: 0.9 }], rollout: { at: 1 } });
    expect((await served.ask('POST', 'rollouts/stock.*/rollback', wish)).body).toMatchObject({ version: 4, rollout: { state: 'rolledBack' } });
  });

  it('are refused with each mistake in their steps', async () => {
    const answer = await begin({ steps: [{ kind: 'canary' }, { kind: 'all' }, 7], gate: { errorRate: 2 } });
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect([...pointers].sort()).toEqual(['/gate/errorRate', '/steps/0/percent', '/steps/1/kind', '/steps/2']);
  });

  it('cannot be told anything else', async () => {
    await begin();
    expect((await served.ask('POST', 'rollouts/stock.*/explode', wish)).body).toMatchObject({ status: 404, code: 'notFound', next: expect.stringContaining('rollback') });
    expect((await served.ask('POST', 'rollouts/stock.*/resume', wish)).body).toMatchObject({ status: 409, code: 'rolloutRefused' });
  });
});

describe('going back', () => {
  it('puts the routes of a version into force again', async () => {
    await set('stock.*');
    expect((await served.ask('POST', 'revert', { version: 1, ...wish })).body).toMatchObject({ version: 3, moved: [{ to: { kind: 'local' } }, {}, {}] });
    expect((await served.ask('POST', 'revert', { version: 9, ...wish })).body).toMatchObject({ status: 404, code: 'unknownVersion' });
  });

  it('mends routes that cannot be read', async () => {
    await set('stock.*');
    await served.desk.store.append({ version: 3, text: 'damaged' });
    expect((await served.ask('POST', 'revert', { version: 2, ...wish })).body).toMatchObject({ version: 4 });
    expect(plain.decode((await served.desk.store.load())!.text).table).toEqual({ version: 4, routes: { 'stock.*': toEast } });
    expect((await served.ask('POST', 'revert', { version: 3, ...wish })).body).toMatchObject({ status: 409, code: 'routesUnreadable' });
  });
});

describe('the history', () => {
  it('tells who, when, why, and what was before and after, newest first', async () => {
    await set('stock.level');
    await set('stock.*', { kind: 'local' });
    const { body } = await served.ask('GET', 'history');
    expect(body['states']).toMatchObject([
      { version: 3, by: 'ada', changes: { routes: [{ entry: 'stock.*', before: null, after: { kind: 'local' } }, { entry: 'stock.level', before: toEast, after: null }], rollouts: [] } },
      { version: 2, why: 'It is time.', changes: { routes: [{ entry: 'stock.level', before: null, after: toEast }] } },
      { version: 1, by: 'image', changes: { routes: [] } },
    ]);
  });

  it('is given in pages, each compared with the version before it', async () => {
    for (const entry of ['stock.level', 'stock.search', 'stock.take']) await set(entry);
    const { body } = await served.ask('GET', 'history?limit=2&before=4');
    expect(body['states']).toMatchObject([{ version: 3, changes: { routes: [{ entry: 'stock.search' }] } }, { version: 2, changes: { routes: [{ entry: 'stock.level' }] } }]);
  });

  it('shows states that cannot be read as such', async () => {
    await served.desk.store.append({ version: 2, text: 'damaged' });
    await served.ask('POST', 'revert', { version: 1, ...wish });
    const { body } = await served.ask('GET', 'history');
    expect(body['states']).toMatchObject([{ version: 3, changes: null }, { version: 2, unreadable: expect.any(String) }, { version: 1 }]);
  });

  it.each(['limit=0', 'limit=201', 'limit=two', 'before=-1', 'colour=red'])('is refused for %s', async (query) => {
    expect((await served.ask('GET', `history?${query}`)).body).toMatchObject({ status: 400, code: 'invalidRequest' });
  });
});

describe('what hosts report', () => {
  it('is listed with its age', async () => {
    served.desk.pass(2_500);
    const { body } = await served.ask('GET', 'hosts');
    expect(body).toMatchObject({ newest: 1, hosts: [{ host: 'east', instance: 'east-1', ageMs: 2_500, modules: [{ module: 'stock', contractVersion: '1.2.0', data: 'db/1' }, {}] }, { host: 'monolith' }] });
  });

  it('is added up over instances where it is about shadows', async () => {
    const place = { mismatched: 60, noise: 0, repeated: 20, stood: 20 };
    const tally = { address: 'stock.level', version: 2, target: 'east', compared: 600, mismatched: 60, failed: 0, dropped: 0, noiseCompared: 50, noiseMismatched: 0, pointers: { '/left': place } };
    const sample = { address: 'stock.level', version: 2, target: 'east', at: new Date(start).toISOString(), trace: 'a', input: '{}', outcomes: { home: '1', target: '2' }, differences: [], stood: null, commands: null };
    await served.desk.report(reportOf('monolith', { shadows: [tally], samples: [sample] }), reportOf('monolith', { instance: 'monolith-2', shadows: [{ ...tally, version: 1 }] }));
    expect((await served.ask('GET', 'shadows')).body).toMatchObject({ shadows: [{ tally: { compared: 1_200, mismatched: 120 }, beyondNoise: { rate: 0.1, places: [{ pointer: '/left', because: 'stood' }] } }], samples: [sample] });
    expect((await served.ask('GET', 'shadows?since=2')).body).toMatchObject({ shadows: [{ tally: { compared: 600 } }] });
    expect((await served.ask('GET', 'shadows?entry=orders.*')).body).toEqual({ shadows: [], samples: [] });
    expect((await served.ask('GET', 'shadows?entry=stok.*')).body).toMatchObject({ code: 'unknownEntry' });
  });

  it('is looked through for what is wrong', async () => {
    expect((await served.ask('GET', 'doctor')).body).toEqual({ findings: [] });
    served.desk.pass(60_000);
    expect((await served.ask('GET', 'doctor')).body).toMatchObject({ findings: [{ severity: 'error', code: 'noReports', next: expect.any(String) }] });
  });
});

describe('an override', () => {
  it('is granted as a token with its end', async () => {
    const answer = await served.ask('POST', 'overrides', { routes: { 'stock.*': 'east' }, minutes: 30, by: 'ada' });
    expect(answer.body).toEqual({ token: expect.stringContaining('"stock.*":"east"'), expires: new Date(start + 1_800_000).toISOString() });
  });

  it('holds for a day at most', async () => {
    expect((await served.ask('POST', 'overrides', { routes: { 'stock.*': 'east' }, minutes: 1_441, by: 'ada' })).body).toMatchObject({ status: 400, errors: [{ pointer: '/minutes' }] });
  });
});

describe('anything else', () => {
  it.each([
    ['an unknown address', 'GET', 'nowhere', undefined, 404],
    ['a body that is no JSON', 'PUT', 'routes', '{', 400],
    ['a body that tampers with prototypes', 'PUT', 'routes', '{"__proto__":{}}', 400],
    ['an address that cannot be decoded', 'GET', '%E0%A4%A', undefined, 400],
    ['a body that is too long', 'PUT', 'routes', JSON.stringify('x'.repeat(70_000)), 413],
  ])('is answered with a problem: %s', async (_what, method, path, body, status) => {
    const answer = await served.ask(method, path, body);
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json'), body: { status, code: expect.any(String), next: expect.any(String) } });
  });
});

describe('a fault within', () => {
  it('is told to the log, and not to the caller', async () => {
    served.desk.store.load = () => Promise.reject(new TypeError('secret'));
    const { body } = await served.ask('GET', 'routes');
    expect(body).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(served.faults.splice(0)).toEqual([new TypeError('secret')]);
  });
});
