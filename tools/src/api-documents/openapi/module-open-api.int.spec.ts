import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { HttpTarget } from '@banyan/adapter-http';
import { callLane, contract, deferred, OperationError, read, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { encodeFailure } from '@banyan/contracts/wire';
import { moduleOpenApi } from './module-open-api.ts';

const Pot = Type.Object({ potId: Type.String() });
const pottery = contract({
  name: 'pottery',
  version: '1.2.0',
  operations: {
    getPot: read({ description: 'A pot.', input: Pot, output: Pot, errors: { broken: Pot, sold: Type.Object({}) }, timeout: 1_000 }),
    firePot: deferred({ input: Pot, timeout: 1_000, orderedBy: ({ potId }) => potId, idempotencyKey: ({ potId }) => potId }),
  },
});

interface Described {
  readonly paths: Readonly<Record<string, { readonly post: { readonly parameters: readonly { readonly $ref: string }[]; readonly responses: Readonly<Record<string, never>> } }>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, { readonly name: string }>>;
    readonly securitySchemes: { readonly host: { readonly scheme: string } };
  };
}
const described = moduleOpenApi(pottery, [pottery]) as never as Described;
const headersOf = (path: string) => described.paths[path]!.post.parameters.map(({ $ref }) => described.components.parameters[$ref.split('/').at(-1)!]!.name);

const context: CallContext = {
  principal: { kind: 'guest' },
  caller: 'monolith',
  deadline: Date.now() + 60_000,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  routeVersion: 7,
};

describe('the OpenAPI description of a module', () => {
  const requests: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[] = [];
  const host = createServer((request, response) => {
    requests.push({ url: request.url, headers: request.headers });
    request.resume();
    response.writeHead(request.url === '/v1/deliveries' ? 202 : 200).end('{}');
  });
  let target: HttpTarget;
  beforeAll(async () => {
    await new Promise<void>((resolve) => void host.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    target = new HttpTarget({ url, caller: 'monolith', keys: parseKeyRing('KEYS', `k1:${'a'.repeat(43)}`) });
  });
  afterAll(async () => {
    await target.close();
    await new Promise((resolve) => host.close(resolve));
  });

  it('tells the address and the headers with which another host really calls', async () => {
    await target.call({ address: 'pottery.getPot', contractVersion: '1.2.0', operation: pottery.operations.getPot }, { potId: 'p' }, context);
    expectAsDescribed('/v1/operations/pottery.getPot');
  });

  it('tells the address and the headers with which another host really delivers', async () => {
    const { principal, traceparent, routeVersion } = context;
    const call: DeferredCall = {
      lane: callLane('shop', 'pottery', 'p'),
      sequence: 1,
      destination: 'pottery.firePot',
      messageId: 'm',
      contractVersion: '1.2.0',
      body: '{}',
      principal,
      traceparent,
      acceptedAt: new Date(0).toISOString(),
      routeVersion,
    };
    await target.deliver([call]);
    expectAsDescribed('/v1/deliveries');
  });

  function expectAsDescribed(path: string): void {
    const { url, headers } = requests.at(-1)!;
    const own = Object.keys(headers).filter((name) => name === 'traceparent' || name.startsWith('banyan-'));
    expect(url).toBe(path);
    expect(own.sort()).toEqual(headersOf(path).sort());
    expect(headers.authorization?.split(' ')[0]).toBe(described.components.securitySchemes.host.scheme);
  }

  it('tells declared errors under the status and in the form in which they travel', () => {
    const { status, body } = encodeFailure(new OperationError('broken', { potId: 'p' }, 'Take another.'), 'pottery.getPot');
    const response = described.paths['/v1/operations/pottery.getPot']!.post.responses[status] as never as {
      readonly content: { readonly 'application/problem+json': { readonly schema: { readonly oneOf: readonly { readonly required: readonly string[]; readonly properties: { readonly code: object } }[] } } };
    };
    const { oneOf } = response.content['application/problem+json'].schema;
    expect(oneOf.map(({ properties }) => properties.code)).toEqual([{ type: 'string', enum: ['broken'] }, { type: 'string', enum: ['sold'] }]);
    expect([...oneOf[0]!.required].sort()).toEqual(Object.keys(JSON.parse(body)).sort());
  });
});
