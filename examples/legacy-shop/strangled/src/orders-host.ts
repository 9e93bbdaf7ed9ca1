import { HttpServer } from '@banyan/adapter-http';
import { asyncLocalAmbient, SeamModule } from '@banyan/adapter-nest';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OrdersModule } from './orders/orders.module';
import { keyRing, seams } from './seams';

@Module({
  imports: [OrdersModule, SeamModule.forRoot({ ...seams, serve: true })],
})
class OrdersHostModule {}

/** The orders as a process of their own, which answers only calls that are signed. */
async function main() {
  const strategy = new HttpServer({ port: Number(process.env.PORT ?? 3001), keys: keyRing(), ambient: asyncLocalAmbient() });
  const app = await NestFactory.createMicroservice(OrdersHostModule, { strategy });
  app.enableShutdownHooks();
  await app.listen();
  console.log(`orders at ${strategy.url}`);
}

void main();
