import { afterEach, describe, expect, it } from '@jest/globals';
import { tokenOf, type ApiOf } from '@banyan/contracts/define';
import type { Target } from '@banyan/strangler';
import { AMBIENT } from './async-local-ambient.ts';
import { closeHost, context, shelf, startHost, stock } from './nest.testing.ts';

afterEach(closeHost);

describe('a host', () => {
  it('gives its code the routed API of each contract by its token', async () => {
    const host = await startHost();
    expect(host.app.get(AMBIENT)).toBe(host.ambient);
    const api: ApiOf<typeof stock> = host.app.get(tokenOf(stock));
    expect(await host.ambient.run(context, () => api.level({ sku: 'A-1' }))).toEqual({ left: 3 });
  });

  it('lets modules call each other in the context of the call', async () => {
    const host = await startHost();
    const api: ApiOf<typeof shelf> = host.app.get(tokenOf(shelf));
    expect(await host.ambient.run(context, () => api.label({ sku: 'A-1' }))).toEqual({ text: 'A-1: 3 left' });
  });

  it('follows its routes', async () => {
    const elsewhere: Target = { carries: ['reply', 'deferred'], call: () => Promise.resolve({ left: 99 }), deliver: () => Promise.resolve('stored') };
    const host = await startHost({
      routes: { version: 2, routes: { 'stock.*': { kind: 'remote', target: 'stock' } } },
      targets: new Map([['stock', elsewhere]]),
    });
    const api: ApiOf<typeof shelf> = host.app.get(tokenOf(shelf));
    expect(await host.ambient.run(context, () => api.label({ sku: 'A-1' }))).toEqual({ text: 'A-1: 99 left' });
  });
});
