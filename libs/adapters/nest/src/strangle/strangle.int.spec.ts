import { afterEach, describe, expect, it } from '@jest/globals';
import { Inject, Injectable, Module, Scope, type DynamicModule } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { contract } from '@banyan/contracts/define';
import { SeamModule } from './seam.module.ts';
import { strangle } from './strangle.ts';
import { closeAll, ordersContract, start } from './strangle.testing.ts';

afterEach(closeAll);

class Methods {
  async find() {}
  async place() {}
  async cancel() {}
}

describe('a seam is refused', () => {
  it.each([
    ['transient', Scope.TRANSIENT, 'is transient'],
    ['request-scoped', Scope.REQUEST, 'made anew for each request'],
  ])('to a %s provider', (_name, scope, reason) => {
    @Injectable({ scope })
    class Declared extends Methods {}
    @Module({ providers: [Declared, { provide: 'written', useClass: Methods, scope }] })
    class OrdersModule {}
    for (const provide of [Declared, 'written']) expect(() => strangle(OrdersModule, { contract: ordersContract, provide })).toThrow(reason);
  });

  it('to a provider that needs something request-scoped, when the application starts', async () => {
    @Injectable()
    class Orders extends Methods {
      constructor(@Inject(REQUEST) readonly request: unknown) {
        super();
      }
    }
    @Module({ providers: [Orders] })
    class OrdersModule {}
    const seam = strangle(OrdersModule, { contract: ordersContract, provide: Orders });
    @Module({ imports: [OrdersModule, SeamModule.forRoot({ name: 'shop', seams: [seam] })] })
    class AppModule {}
    await expect(start(AppModule)).rejects.toThrow('Orders is made anew for each request, by itself or by something it needs');
  });

  it('to a class that lacks a method of the contract, when the application starts', async () => {
    @Injectable()
    class Orders {
      async find() {}
    }
    @Module({ providers: [Orders] })
    class OrdersModule {}
    const seam = strangle(OrdersModule, { contract: ordersContract, provide: Orders });
    @Module({ imports: [OrdersModule, SeamModule.forRoot({ name: 'shop', seams: [seam] })] })
    class AppModule {}
    await expect(start(AppModule)).rejects.toThrow("Orders has no method 'place', 'cancel'");
  });

  it('to a provider that the module lacks, naming those it has', () => {
    @Module({ providers: [Methods, { provide: 'clock', useValue: 1 }] })
    class OrdersModule {}
    expect(() => strangle(OrdersModule, { contract: ordersContract, provide: 'orders' })).toThrow(
      'OrdersModule does not provide orders. Its providers: Methods, clock.',
    );
  });

  it('to a dynamic module that is still a promise', () => {
    const promised = Promise.resolve({ module: Methods }) as unknown as DynamicModule;
    expect(() => strangle(promised, { contract: ordersContract, provide: Methods })).toThrow('await a dynamic module');
  });

  it('to an alias', () => {
    @Module({ providers: [Methods, { provide: 'orders', useExisting: Methods }] })
    class OrdersModule {}
    expect(() => strangle(OrdersModule, { contract: ordersContract, provide: 'orders' })).toThrow('orders is an alias of Methods');
  });

  it('by a second contract, but may be asked for again by the same', () => {
    @Module({ providers: [Methods] })
    class OrdersModule {}
    const first = strangle(OrdersModule, { contract: ordersContract, provide: Methods });
    expect(strangle(OrdersModule, { contract: ordersContract, provide: Methods }).original).toBe(first.original);
    const other = contract({ name: 'sales', version: '1.0.0', operations: {} });
    expect(() => strangle(OrdersModule, { contract: other, provide: Methods })).toThrow("has a seam by the contract 'orders' already");
  });
});
