import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { contract, OperationError, read } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { SeamModule } from './seam.module.ts';
import { reportText } from './seam-report.ts';
import { Seams } from './seams.ts';
import { closeAll, start } from './strangle.testing.ts';
import { strangle } from './strangle.ts';

afterEach(closeAll);

const line = Type.Object({ sku: Type.String(), quantity: Type.Integer() });
const stock = contract({
  name: 'stock',
  version: '1.0.0',
  operations: {
    reserve: read({ input: Type.Tuple([Type.String(), Type.Array(line)]), output: Type.Object({ at: Type.String() }), timeout: 1_000 }),
    level: read({ input: Type.String(), output: Type.Integer(), errors: { unknownSku: Type.Object({}) }, timeout: 1_000 }),
  },
});

class EntityManager {
  readonly queries: string[] = [];
}

async function observing(examineEvery?: number) {
  const failure = new OperationError('unknownSku', {}, 'No such SKU.');
  const surprise = new RangeError('surprise');
  const reserved = { at: new Date(0) };
  const promised = Promise.resolve(reserved);

  @Injectable()
  class Stock {
    seen: unknown[][] = [];
    reserve(...given: unknown[]) {
      this.seen.push(given);
      return promised;
    }
    level(sku: unknown, ..._more: unknown[]): unknown {
      if (sku === 'declared') throw failure;
      if (sku === 'surprise') return Promise.reject(surprise);
      return sku;
    }
  }
  @Module({ providers: [Stock] })
  class StockModule {}
  const seam = strangle(StockModule, { contract: stock, provide: Stock });
  @Module({ imports: [StockModule, SeamModule.forRoot({ name: 'shop', seams: [seam], ...(examineEvery ? { examineEvery } : {}) })] })
  class AppModule {}
  const app = await start(AppModule);
  const found = (operation: string) =>
    app.get(Seams).report().seams[0]!.operations.find(({ name }) => name === operation)!.findings.map(({ in: place, pointer, kind, count }) => `${place} ${pointer} ${kind} ${count}`);
  return { app, stock: app.get(Stock, { strict: false }), failure, surprise, promised, found };
}

describe('an observed call', () => {
  it('passes untouched: the same arguments, answer, failure and moment', async () => {
    const { stock, promised, failure, surprise } = await observing();
    const given = ['A-1', [{ sku: 'A-1', quantity: 1 }], new EntityManager()];
    expect(stock.reserve(...given)).toBe(promised);
    expect(stock.seen[0]!.every((argument, index) => argument === given[index])).toBe(true);
    expect(stock.level(7)).toBe(7);
    expect(() => stock.level('declared')).toThrow(failure);
    await expect(stock.level('surprise')).rejects.toBe(surprise);
  });

  it('has everything told that a wire would lose, alike things counted as one', async () => {
    const { stock, found } = await observing();
    const odd = { sku: 'A-1', quantity: NaN, when: new Map(), why: undefined, how: () => 1, big: 1n };
    await stock.reserve('A-1', [odd, odd], new EntityManager());
    await stock.reserve(new Date(0), []);
    await stock.reserve('A-1', [{ sku: 'A-1', quantity: 1, colour: 'red' }]);
    expect(found('reserve')).toEqual([
      'input /2 classInstance 1',
      'input /1/0/quantity notFinite 2',
      'input /1/0/when map 2',
      'input /1/0/why undefined 2',
      'input /1/0/how function 2',
      'input /1/0/big bigint 2',
      'answer /at date 3',
      'input /0 date 1',
      'input /1/0/colour undeclared 1',
    ]);
  });

  it('has an answer at once, undeclared failures and superfluous arguments told', async () => {
    const { stock, found } = await observing();
    stock.level(7, 'more');
    expect(() => stock.level('declared')).toThrow();
    await expect(stock.level('surprise')).rejects.toThrow();
    expect(found('level')).toEqual([
      'input  schema 1',
      'call  superfluousArgument 1',
      'call  synchronous 1',
      'error  undeclaredError 1',
    ]);
  });

  it('is examined as often as the application wants', async () => {
    const { stock, found } = await observing(3);
    for (let call = 0; call < 7; call++) stock.level(7);
    expect(found('level')).toEqual(['input  schema 2', 'call  synchronous 2']);
  });

  it('is read from the report', async () => {
    const { app, stock } = await observing();
    await stock.reserve('A-1', []);
    expect(reportText(app.get(Seams).report())).toBe(
      [
        "shop: Stock of StockModule, by the contract 'stock'",
        '  reserve: observed, 1 call',
        '    answer /at: a Date becomes a string (1×)',
        '  level: observed, 0 calls',
      ].join('\n'),
    );
  });
});
