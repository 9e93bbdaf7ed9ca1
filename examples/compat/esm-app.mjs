// The smallest application of ES modules: a shop whose greeter runs in a host of its own.
import { HttpServer, HttpTarget } from '@banyan/adapter-http';
import { asyncLocalAmbient, SeamModule, strangle } from '@banyan/adapter-nest';
import { contract, read } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Type } from 'typebox';

const keys = parseKeyRing('keys', `k1:${'A'.repeat(43)}`);
const greeterContract = contract({
  name: 'greeter',
  version: '1.0.0',
  operations: { greet: read({ input: Type.String(), output: Type.Object({ greeting: Type.String(), by: Type.String() }), timeout: 1_000 }) },
});

let runningIn = 'shop';

class Greeter {
  name = runningIn;
  async greet(name) {
    return { greeting: `Hello ${name}`, by: this.name };
  }
}
class GreeterModule {}
Module({ providers: [Greeter], exports: [Greeter] })(GreeterModule);

const greeter = strangle(GreeterModule, { contract: greeterContract, provide: Greeter, enforce: true });

function appModule(options) {
  class AppModule {}
  Module({ imports: [GreeterModule, SeamModule.forRoot({ name: runningIn, seams: [greeter], ...options })] })(AppModule);
  return AppModule;
}

runningIn = 'host';
const strategy = new HttpServer({ port: 0, keys, ambient: asyncLocalAmbient() });
const host = await NestFactory.createMicroservice(appModule({ serve: true }), { strategy, logger: ['error'] });
await host.listen();

runningIn = 'shop';
const shop = await NestFactory.createApplicationContext(
  appModule({
    routes: { 'greeter.*': { kind: 'remote', target: 'host' } },
    targets: () => ({ host: new HttpTarget({ url: strategy.url, caller: 'shop', keys }) }),
  }),
  { logger: ['error'] },
);
const asked = shop.get(Greeter, { strict: false });
console.log(JSON.stringify({ ...(await asked.greet('Ada')), instance: asked instanceof Greeter }));
await shop.close();
await host.close();
