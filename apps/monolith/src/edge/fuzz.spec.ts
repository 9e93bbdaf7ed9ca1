import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_PREFIX, problems, problemsOf, publicApi, type Endpoint, type ProblemCode } from '@banyan/contracts/public';
import fc from 'fast-check';
import { Agent, request } from 'undici';
import { startEdge, type EdgeApp } from './testing/edge-app.ts';
import { tokens } from './testing/shop-in-memory.ts';

const order = {
  lines: [{ sku: 'LMP-100', quantity: 2 }],
  market: 'GB',
  email: 'guest@example.org',
  shipTo: { name: 'Grace', line1: '1 High Street', city: 'Leeds', postcode: 'LS1 1AA', country: 'GB' },
  payment: { token: 'tok_approved' },
};
const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('GB', 'LMP-100', 'ada@example.org', -1, 1e308));
const fields = ['lines', 'cartId', 'market', 'email', 'shipTo', 'payment', 'quantity', 'password', 'name', '__proto__', 'constructor', 'price'];
const body = fc.oneof(
  value,
  fc.dictionary(fc.constantFrom(...fields), value),
  fc.tuple(fc.constantFrom(...fields), value).map(([field, wrong]) => ({ ...order, [field]: wrong })),
);
const segment = fc.oneof(
  fc.constantFrom('LMP-100', 'lmp', `crt_${'0'.repeat(22)}`, `ord_${'0'.repeat(23)}`),
  fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '.' && text !== '..'),
);
const query = fc.dictionary(fc.constantFrom('market', 'q', 'brand', 'cursor', 'limit', 'colour', '__proto__'), fc.oneof(fc.constant('GB'), fc.string({ unit: 'grapheme' })));
const authorization = fc.constantFrom(undefined, `Bearer ${tokens.ada}`, 'Bearer x', 'rubbish', `Bearer rcp_${'0'.repeat(23)}`);

describe('the edge under any input', () => {
  let edge: EdgeApp;
  const agent = new Agent();
  beforeAll(async () => void (edge = await startEdge()));
  afterAll(async () => {
    await agent.close();
    await edge.close();
  });

  it.each(Object.entries<Endpoint>(publicApi))(
    'answers %s as described, and never with a fault of its own',
    async (_name, endpoint) => {
      const described: readonly ProblemCode[] = [...problemsOf(endpoint), 'routeNotFound'];
      await fc.assert(
        fc.asyncProperty(segment, segment, query, body, authorization, fc.option(fc.string({ minLength: 10, maxLength: 40 })), async (...given) => {
          const [first, second, asked, sent, bearer, key] = given;
          const segments = [first, second];
          const path = endpoint.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(segments.shift()!));
          const answer = await request(`${edge.url}${API_PREFIX}${path}?${new URLSearchParams(asked)}`, {
            dispatcher: agent,
            method: endpoint.method,
            headers: {
              'content-type': 'application/json',
              ...(bearer ? { authorization: bearer } : {}),
              ...(key ? { 'idempotency-key': key } : {}),
            },
            ...(endpoint.method === 'GET' ? {} : { body: JSON.stringify(sent) ?? '' }),
          });
          const text = await answer.body.text();
          if (answer.statusCode === endpoint.answer.status) return;
          const { code } = JSON.parse(text) as { code: ProblemCode };
          expect(described).toContain(code);
          expect(answer.statusCode).toBe(problems[code].status);
          expect(answer.statusCode).toBeLessThan(500);
        }),
        { numRuns: 40 },
      );
    },
  );
});
