import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { GetQueueUrlCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import { SqsServer, type ConsumedQueue, type SqsConnection } from '@banyan/adapter-sqs';
import type { CallContext, DeferredCall } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import type { SealedCall } from '@banyan/contracts/wire';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** A way to consume a queue of deliveries: hands each call on, until it is closed. */
export interface Consumer {
  readonly name: string;
  start(queue: string, take: (call: DeferredCall) => void): Promise<{ close(): Promise<unknown> }>;
}

/** A host's queues as they are served. */
export function served(connection: SqsConnection, keys: KeyRing): Consumer {
  const storage = new AsyncLocalStorage<CallContext>();
  return {
    name: 'SqsServer',
    async start(queue, take) {
      const queues = (): ConsumedQueue[] => [{ name: queue, admits: ['deliveries'] }];
      const ambient = { current: () => storage.getStore(), run: <T>(context: CallContext, work: () => T) => storage.run(context, work) };
      const server = new SqsServer({ connection, prefix: 'bench', caller: 'bench', keys, ambient, queues, longPoll: 1 });
      server.addHandler('deliveries', async ({ calls }: { calls: readonly DeferredCall[] }) => {
        calls.forEach(take);
        return { acknowledged: [] };
      });
      await new Promise<void>((resolve, reject) => server.listen((error) => (error ? reject(error) : resolve())));
      return server;
    },
  };
}

/** What the library's own manual shows: a handler of one message. */
export function plain(connection: SqsConnection, batchSize: number): Consumer {
  return {
    name: `plain handler, batchSize ${batchSize}`,
    async start(queue, take) {
      // It requires Nest, which has to be there first.
      const { SqsMessageHandler, SqsModule, SqsService } = await import('@ssut/nestjs-sqs');
      class MessageHandler {
        async handleMessage({ Body = '' }: Message): Promise<void> {
          const { input } = JSON.parse(Body) as SealedCall;
          (JSON.parse(input) as { calls: DeferredCall[] }).calls.forEach(take);
        }
      }
      const { prototype } = MessageHandler;
      SqsMessageHandler(queue, false)(prototype, 'handleMessage', { value: prototype.handleMessage });
      class ConsumerModule {}
      Module({})(ConsumerModule);
      const sqs = new SQSClient({ ...connection, useQueueUrlAsEndpoint: false });
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
      const consumers = [{ name: queue, queueUrl: QueueUrl!, sqs, batchSize, waitTimeSeconds: 1, pollingCompleteWaitTimeMs: 10_000, suppressFifoWarning: true }];
      const imports = [SqsModule.register({ consumers })];
      const context = await NestFactory.createApplicationContext({ module: ConsumerModule, imports, providers: [MessageHandler] }, { logger: false });
      const { instance } = context.get(SqsService).consumers.get(queue)!;
      return {
        async close() {
          // The library itself does not wait for what is in hand.
          const stopped = once(instance, 'stopped');
          instance.stop();
          await stopped;
          await context.close();
          sqs.destroy();
        },
      };
    },
  };
}
