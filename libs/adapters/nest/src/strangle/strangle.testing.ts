import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext, Type as Class } from '@nestjs/common';
import { contract, read, write } from '@banyan/contracts/define';
import { Type } from 'typebox';

const Order = Type.Object({ id: Type.String(), lines: Type.Array(Type.Object({ sku: Type.String() })) });

/** What the tests' orders service promises. */
export const ordersContract = contract({
  name: 'orders',
  version: '1.0.0',
  operations: {
    find: read({ input: Type.String(), output: Order, errors: { unknownOrder: Type.Object({ id: Type.String() }) }, timeout: 1_000 }),
    place: write({ input: Type.Tuple([Type.String(), Type.Array(Type.Object({ sku: Type.String() }))]), output: Order, timeout: 1_000 }),
    cancel: write({ input: Type.String(), output: Type.Null(), timeout: 1_000 }),
  },
});

export class UnknownOrder extends Error {
  readonly id: string;
  constructor(id: string) {
    super(`There is no order ${id}.`);
    this.id = id;
  }
}

const started: INestApplicationContext[] = [];

/** Starts an application without a transport. */
export async function start(module: Class): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  started.push(app);
  return app;
}

/** Closes the applications that a test started. */
export async function closeAll(): Promise<void> {
  await Promise.all(started.splice(0).map((app) => app.close()));
}
