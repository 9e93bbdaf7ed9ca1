import { afterEach, describe, expect, it } from '@jest/globals';
import { forwardRef, Inject, Injectable, Module, type DynamicModule, type OnModuleInit, type Type as Class } from '@nestjs/common';
import { SeamModule } from './seam.module.ts';
import { Seams } from './seams.ts';
import { strangle, type SeamSpec } from './strangle.ts';
import { closeAll, ordersContract, start, UnknownOrder } from './strangle.testing.ts';

afterEach(closeAll);

type Contracted = typeof ordersContract;

/** A shop as it might have grown: made anew for each test, since a seam changes the module's class. */
function shop() {
  @Injectable()
  class OrdersService implements OnModuleInit {
    readonly told: string[] = [];
    readonly placed = new Map<string, { id: string; lines: { sku: string }[] }>();
    inits = 0;
    readonly hooks: string[] = [];
    constructor(@Inject(forwardRef(() => CustomersService)) readonly customers: { name(id: string): string }) {}
    onModuleInit() {
      this.inits += 1;
    }
    onApplicationBootstrap() {
      this.hooks.push('bootstrap');
    }
    onModuleDestroy() {
      this.hooks.push('destroy');
    }
    beforeApplicationShutdown() {
      this.hooks.push('before shutdown');
    }
    onApplicationShutdown() {
      this.hooks.push('shutdown');
    }
    async find(id: string) {
      this.told.push(`find ${id}`);
      const order = this.placed.get(id);
      if (!order) throw new UnknownOrder(id);
      return order;
    }
    async place(customer: string, lines: { sku: string }[]) {
      const order = { id: `${this.customers.name(customer)}-${this.placed.size + 1}`, lines };
      this.placed.set(order.id, order);
      return this.find(order.id);
    }
    async cancel(id: string) {
      this.placed.delete(id);
    }
    get count() {
      return this.placed.size;
    }
  }

  @Injectable()
  class CustomersService {
    constructor(@Inject(forwardRef(() => OrdersService)) readonly orders: OrdersService) {}
    name(id: string) {
      return id.toUpperCase();
    }
  }

  @Injectable()
  class Reminders {
    constructor(@Inject(OrdersService) readonly orders: OrdersService) {}
  }

  @Module({ providers: [OrdersService, Reminders, CustomersService], exports: [OrdersService, Reminders, CustomersService] })
  class OrdersModule {}

  @Injectable()
  class Desk {
    constructor(@Inject(OrdersService) readonly orders: OrdersService) {}
  }

  @Module({ imports: [OrdersModule], providers: [Desk] })
  class DeskModule {}

  const app = (imports: (Class | DynamicModule)[]): Class => {
    @Module({ imports: [DeskModule, ...imports] })
    class AppModule {}
    return AppModule;
  };
  const seam = (spec: Partial<SeamSpec<Contracted>> = {}) => strangle(OrdersModule, { contract: ordersContract, provide: OrdersService, ...spec });
  return { OrdersService, CustomersService, Reminders, Desk, OrdersModule, DeskModule, app, seam };
}

const translated = {
  unknownOrder: {
    thrown: UnknownOrder,
    toData: (error: Error) => ({ id: (error as UnknownOrder).id }),
    toError: ({ id }: { id: string }) => new UnknownOrder(id),
  },
};

describe('a provider behind a seam', () => {
  async function running(spec: Partial<SeamSpec<Contracted>> = {}) {
    const made = shop();
    const seam = made.seam(spec);
    const app = await start(made.app([SeamModule.forRoot({ name: 'shop', seams: [seam] })]));
    const original = app.get<InstanceType<typeof made.OrdersService>>(seam.original, { strict: false });
    return { ...made, app, original, seams: app.get(Seams), orders: app.get(made.OrdersService, { strict: false }) };
  }

  it('is met by a module that imports its module itself, and by callers inside', async () => {
    const { app, Desk, Reminders, original } = await running();
    for (const { orders } of [app.get(Desk, { strict: false }), app.get(Reminders, { strict: false })]) {
      expect(orders).not.toBe(original);
      await orders.place('ada', []);
    }
    expect(original.count).toBe(2);
    expect(app.get(Seams).report().seams[0]?.operations.find(({ name }) => name === 'place')).toMatchObject({ calls: 2 });
  });

  it('is met from both ends of a cycle of forward references', async () => {
    const { app, CustomersService, OrdersService, original } = await running({ enforce: true });
    const customers = app.get(CustomersService, { strict: false });
    expect(original.customers).toBe(customers);
    expect(customers.orders).toBeInstanceOf(OrdersService);
    await expect(customers.orders.place('ada', [])).resolves.toEqual({ id: 'ADA-1', lines: [] });
    expect(customers.orders.told).toBe(original.told);
  });

  it('may stand in a cycle of modules', async () => {
    @Injectable()
    class Orders {
      constructor(@Inject(forwardRef(() => Customers)) readonly customers: object) {}
      find = async (id: string) => ({ id, lines: [] });
      place = async () => undefined;
      cancel = async () => undefined;
    }
    @Injectable()
    class Customers {
      constructor(@Inject(forwardRef(() => Orders)) readonly orders: Orders) {}
    }
    @Module({ imports: [forwardRef(() => CustomersModule)], providers: [Orders], exports: [Orders] })
    class OrdersModule {}
    @Module({ imports: [forwardRef(() => OrdersModule)], providers: [Customers], exports: [Customers] })
    class CustomersModule {}
    const seam = strangle(OrdersModule, { contract: ordersContract, provide: Orders, enforce: true });
    @Module({ imports: [OrdersModule, CustomersModule, SeamModule.forRoot({ name: 'shop', seams: [seam] })] })
    class AppModule {}
    const app = await start(AppModule);
    const { orders } = app.get(Customers, { strict: false });
    expect(orders).toBe(app.get(Orders, { strict: false }));
    await expect(orders.find('o-1')).resolves.toEqual({ id: 'o-1', lines: [] });
  });

  it('keeps its calls to itself inside', async () => {
    const { orders, seams, original } = await running();
    await orders.place('ada', []);
    expect(original.told).toEqual(['find ADA-1']);
    expect(seams.report().seams[0]?.operations.find(({ name }) => name === 'find')).toMatchObject({ calls: 0 });
  });

  it('gets each lifecycle hook once', async () => {
    const { app, original } = await running();
    await app.close();
    expect(original.inits).toBe(1);
    expect(original.hooks).toEqual(['bootstrap', 'destroy', 'before shutdown', 'shutdown']);
  });

  it('is still an instance of its class, with the fields and accessors of the original', async () => {
    const { orders, OrdersService, seams } = await running();
    await orders.place('ada', []);
    expect(orders).toBeInstanceOf(OrdersService);
    expect(orders.count).toBe(1);
    orders.inits = 5;
    expect(orders.inits).toBe(5);
    expect(seams.report().seams[0]?.local).toEqual(['count']);
  });

  it('may be written any way Nest knows', async () => {
    const { OrdersService } = shop();
    const made = { find: async (id: string) => ({ id, lines: [] }), place: async () => undefined, cancel: async () => undefined };
    class Plain {
      find = made.find;
      async place() {}
      async cancel() {}
    }
    for (const provider of [
      { provide: OrdersService, useValue: made },
      { provide: OrdersService, useFactory: async () => made },
      { provide: OrdersService, useClass: Plain },
      { provide: 'ORDERS', useFactory: () => made },
    ]) {
      @Module({ providers: [provider] })
      class OrdersModule {}
      const seam = strangle(OrdersModule, { contract: ordersContract, provide: provider.provide, enforce: true });
      @Module({ imports: [OrdersModule, SeamModule.forRoot({ name: 'shop', seams: [seam] })] })
      class AppModule {}
      const app = await start(AppModule);
      const orders = app.get<typeof made>(provider.provide, { strict: false });
      expect(orders).not.toBe(made);
      await expect(orders.find('o-1')).resolves.toEqual({ id: 'o-1', lines: [] });
      await expect(orders.cancel()).rejects.toMatchObject({ code: 'contractViolation' });
    }
  });

  it('may come from a dynamic module', async () => {
    const { OrdersService, CustomersService } = shop();
    class OrdersModule {}
    const dynamic = { module: OrdersModule, providers: [OrdersService, CustomersService], exports: [OrdersService] };
    const seam = strangle(dynamic, { contract: ordersContract, provide: OrdersService, enforce: true });
    @Module({ imports: [dynamic, SeamModule.forRoot({ name: 'shop', seams: [seam] })] })
    class AppModule {}
    const app = await start(AppModule);
    await expect(app.get(OrdersService, { strict: false }).place('ada', [])).resolves.toMatchObject({ id: 'ADA-1' });
  });

  it('has other routes in another application of the same process, or none', async () => {
    const made = shop();
    const away = { carries: ['reply'] as const, call: async () => ({ id: 'away', lines: [] }), deliver: async () => 'stored' as const };
    const enforced = made.seam({ enforce: true });
    const remote = SeamModule.forRoot({
      name: 'remote',
      seams: [enforced],
      routes: { 'orders.find': { kind: 'remote', target: 'away' } },
      targets: () => ({ away }),
    });
    const remoteModule = made.app([remote]);
    const apps = [made.app([]), made.app([SeamModule.forRoot({ name: 'observing', seams: [made.seam()] })]), remoteModule, remoteModule];
    const [bare, observing, first, second] = await Promise.all(apps.map(async (app) => (await start(app)).get(made.OrdersService, { strict: false })));
    for (const orders of [bare, observing]) await expect(orders!.find('nope')).rejects.toBeInstanceOf(UnknownOrder);
    for (const orders of [first, second]) await expect(orders!.find('nope')).resolves.toEqual({ id: 'away', lines: [] });
    await first!.place('ada', []);
    expect([first!.count, second!.count]).toEqual([1, 0]);
  });

  it('is served to others only by an application that says so', () => {
    const options = { name: 'shop', seams: [shop().seam()] };
    expect(SeamModule.forRoot(options).controllers).toEqual([]);
    expect(SeamModule.forRoot({ ...options, serve: true }).controllers).toHaveLength(1);
  });

  it('closes the targets of an application with it', async () => {
    const made = shop();
    let closed = 0;
    const away = { carries: ['reply'] as const, call: async () => null, deliver: async () => 'stored' as const, close: async () => void (closed += 1) };
    const app = await start(made.app([SeamModule.forRoot({ name: 'shop', seams: [made.seam()], targets: () => ({ away }) })]));
    await app.close();
    expect(closed).toBe(1);
  });
});

describe('an enforced call', () => {
  async function enforcing(spec: Partial<SeamSpec<Contracted>> = {}) {
    const made = shop();
    const app = await start(made.app([SeamModule.forRoot({ name: 'shop', seams: [made.seam({ enforce: true, ...spec })] })]));
    return { ...made, orders: app.get(made.OrdersService, { strict: false }), ambient: app.get(Seams).ambient };
  }

  it('shares no object with its callers', async () => {
    const { orders } = await enforcing();
    const lines = [{ sku: 'A-1' }];
    const { id } = await orders.place('ada', lines);
    lines[0]!.sku = 'B-2';
    const found = await orders.find(id);
    expect(found.lines).toEqual([{ sku: 'A-1' }]);
    found.lines.pop();
    expect((await orders.find(id)).lines).toHaveLength(1);
  });

  it('is refused if it does not fit the contract', async () => {
    const { orders } = await enforcing();
    await expect(orders.place('ada', [{ sku: new Date(0) as never }])).rejects.toMatchObject({
      code: 'contractViolation',
      details: { executed: 'no', violations: [{ pointer: '/1/0/sku' }] },
    });
    const find = orders.find as (...given: unknown[]) => Promise<unknown>;
    await expect(find.call(orders, 'ADA-1', { transaction: true })).rejects.toMatchObject({ code: 'contractViolation' });
  });

  it('returns nothing where the contract answers null', async () => {
    const { orders } = await enforcing();
    await expect(orders.cancel('ADA-1')).resolves.toBeUndefined();
  });

  it('throws what its callers know, if the contract declares how it travels, and internal otherwise', async () => {
    const known = await enforcing({ errors: translated });
    await expect(known.orders.find('nope')).rejects.toEqual(new UnknownOrder('nope'));
    await expect(known.orders.find('nope')).rejects.toBeInstanceOf(UnknownOrder);
    const unknown = await enforcing();
    await expect(unknown.orders.find('nope')).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('an application', () => {
  const message = async (imports: (made: ReturnType<typeof shop>) => DynamicModule): Promise<string> => {
    const made = shop();
    return start(made.app([imports(made)])).then(() => 'started', (error: Error) => error.message);
  };

  it('does not start with an operation routed elsewhere that is only observed', async () => {
    const refused = await message(({ seam }) =>
      SeamModule.forRoot({
        name: 'shop',
        seams: [seam({ enforce: ['find'] })],
        routes: { 'orders.*': { kind: 'remote', target: 'orders' } },
        targets: () => ({}),
      }),
    );
    expect(refused).toContain('orders.place is observed only');
    expect(refused).toContain("has no target 'orders'");
    expect(refused).not.toContain('orders.find is observed');
  });

  it('does not start with a translation of an error that no operation declares', async () => {
    expect(await message(({ seam }) => SeamModule.forRoot({ name: 'shop', seams: [seam({ errors: { surprise: translated.unknownOrder } })] }))).toContain(
      "declares the error 'surprise'",
    );
  });

  it('does not start with a seam of a module that it lacks', async () => {
    const elsewhere = shop().seam();
    expect(await message(() => SeamModule.forRoot({ name: 'shop', seams: [elsewhere] }))).toContain('OrdersModule is no part of this application');
  });
});
