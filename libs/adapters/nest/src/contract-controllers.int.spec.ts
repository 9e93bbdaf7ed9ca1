import { afterEach, describe, expect, it } from '@jest/globals';
import { isOperationError } from '@banyan/contracts/define';
import type { Target } from '@banyan/strangler';
import { closeHost, context, recount, startHost } from './nest.testing.ts';

afterEach(closeHost);

describe('a served contract', () => {
  it('executes calls here even where the routes lead away, so that no call goes in circles', async () => {
    const elsewhere: Target = { carries: ['reply', 'deferred'], call: () => Promise.reject(new Error('sent away')), deliver: () => Promise.resolve('stored') };
    const { transport } = await startHost({
      routes: { version: 2, routes: { 'stock.*': { kind: 'remote', target: 'stock' } } },
      targets: new Map([['stock', elsewhere]]),
    });
    expect(await transport.ask('stock.level', { sku: 'A-1' }, context)).toEqual({ left: 3 });
  });

  it('has a message pattern for each operation that answers, with the version, and for no other', async () => {
    const { transport } = await startHost();
    expect([...transport.getHandlers().keys()].sort()).toEqual(['acknowledgements', 'deliveries', 'shelf.label', 'stock.level']);
    expect(transport.getHandlers().get('stock.level')?.extras).toEqual({ contractVersion: '1.0.0' });
  });

  it('lets declared failures through the pipeline as they are', async () => {
    const { transport } = await startHost();
    const error = await transport.ask('stock.level', { sku: 'B-2' }, context).catch((failure: unknown) => failure);
    expect(isOperationError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'unknownSku', data: { sku: 'B-2' } });
  });

  it('checks what comes in, and keeps undeclared failures to itself', async () => {
    const { transport, defects } = await startHost();
    await expect(transport.ask('stock.level', { sku: 7 }, context)).rejects.toMatchObject({ code: 'contractViolation', details: { executed: 'no' } });
    await expect(transport.ask('stock.level', { sku: 'broken' }, context)).rejects.toMatchObject({ code: 'internal' });
    expect(defects).toEqual([new Error('secret')]);
  });

  it('turns the refusal of a guard into forbidden', async () => {
    const { transport } = await startHost({ guards: [{ canActivate: () => false }] });
    await expect(transport.ask('stock.level', { sku: 'A-1' }, context)).rejects.toMatchObject({ code: 'forbidden', details: { executed: 'no' } });
  });
});

describe('deliveries', () => {
  it('go to the inbox of the module that runs here', async () => {
    const { transport, received } = await startHost();
    await transport.ask('deliveries', { calls: [recount] });
    expect(received).toEqual([recount]);
  });

  it('are refused as a whole if one of them is out of form', async () => {
    const { transport, received } = await startHost();
    const refusal = { code: 'contractViolation', details: { executed: 'no', violations: [{ pointer: '/calls/1/sequence' }] } };
    await expect(transport.ask('deliveries', { calls: [recount, { ...recount, sequence: 0 }] })).rejects.toMatchObject(refusal);
    expect(received).toEqual([]);
  });
});
