import { randomBytes } from 'node:crypto';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { callsQueue, ensureQueues, SqsSender, SqsTarget, type SqsConnection } from '@banyan/adapter-sqs';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { startSqsEmulator } from '@banyan/tools/testing';
import { probeCall } from './probe-call.ts';
import { order } from './probe.contract.ts';
import { inTurn, interleave, median } from './rounds.ts';
import { plain, served, type Consumer } from './sqs-consumers.ts';
import { printTable } from './table.ts';

const rounds = { sends: 7, consumption: 5 };
const lanes = 300;
const callsPerLane = 5;
const keys = parseKeyRing('the key of this measurement', `k1:${randomBytes(32).toString('base64url')}`);

/** Sends through the sender against the SDK's own single sends, and a host's consumption against a plain handler's. */
export async function benchSqs(): Promise<void> {
  const emulator = await startSqsEmulator();
  try {
    const connection = { region: 'eu-west-1', endpoint: emulator.url };
    for (const inFlight of [16, 64]) await benchSends(connection, inFlight);
    await benchConsumption(connection);
  } finally {
    await emulator.close();
  }
}

async function benchSends(connection: SqsConnection, inFlight: number): Promise<void> {
  const queue = callsQueue('sends', `at${inFlight}`);
  await ensureQueues(connection, [queue], 'create');
  const sdk = new SQSClient({ ...connection, useQueueUrlAsEndpoint: false });
  const { QueueUrl } = await sdk.send(new GetQueueUrlCommand({ QueueName: queue }));
  const sender = new SqsSender({ connection });
  const body = JSON.stringify(order);
  let sent = 0;
  const single = () => sdk.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: `lane-${++sent % lanes}`, MessageDeduplicationId: String(sent) }));
  const coalesced = () => sender.send(queue, { body, group: `lane-${++sent % lanes}`, deduplicationId: String(sent) });
  const variants = [
    { name: 'the SDK, one SendMessage each', run: together(inFlight, single) },
    { name: 'SqsSender', run: together(inFlight, coalesced) },
  ];
  const figures = await interleave(variants, { rounds: rounds.sends, batchMs: 700 });
  const base = figures.get(variants[0]!.name)!;
  printTable(
    `Messages sent to SQS (the emulator), ${inFlight} callers, each with one message at a time (medians of ${rounds.sends} interleaved rounds)`,
    ['variant', 'messages/s', 'of the SDK', 'target'],
    variants.map(({ name }, index) => {
      const own = figures.get(name)!;
      const times = median(own.map((figure, round) => base[round]! / figure));
      return [name, (1e9 / median(own)).toFixed(0), `${times.toFixed(1)} ×`, index === 0 ? '' : '5 ×'];
    }),
  );
  await sender.close();
  sdk.destroy();
}

async function benchConsumption(connection: SqsConnection): Promise<void> {
  const consumers = [plain(connection, 1), plain(connection, 10), served(connection, keys)];
  let run = 0;
  const figures = await inTurn(consumers, rounds.consumption, (consumer) => consume(connection, callsQueue('consumption', `run${++run}`), consumer));
  const base = figures.get(consumers[0]!)!;
  printTable(
    `Messages consumed from SQS (the emulator; ${lanes} lanes with ${callsPerLane} calls each, their order checked; medians of ${rounds.consumption} interleaved rounds)`,
    ['variant', 'messages/s', 'of the plain', 'target'],
    consumers.map((consumer, index) => {
      const own = figures.get(consumer)!;
      const times = median(own.map((figure, round) => figure / base[round]!));
      return [consumer.name, median(own).toFixed(0), `${times.toFixed(1)} ×`, index === consumers.length - 1 ? '2.5 ×' : ''];
    }),
  );
}

/** Fills a queue and empties it. @returns messages a second */
async function consume(connection: SqsConnection, queue: string, consumer: Consumer): Promise<number> {
  await ensureQueues(connection, [queue], 'create');
  const target = new SqsTarget({ connection, queue, caller: 'bench', keys });
  await Promise.all(Array.from({ length: lanes }, (_, lane) => target.deliver(Array.from({ length: callsPerLane }, (_, index) => probeCall(lane, index + 1)))));
  await target.close();

  const last = new Map<string, number>();
  const end = Promise.withResolvers<number>();
  let taken = 0;
  const begun = performance.now();
  const consuming = await consumer.start(queue, ({ lane, sequence }) => {
    if (sequence !== (last.get(lane) ?? 0) + 1) end.reject(new Error(`${consumer.name} took call ${sequence} of ${lane} after ${last.get(lane) ?? 0}.`));
    last.set(lane, sequence);
    if (++taken === lanes * callsPerLane) end.resolve(performance.now());
  });
  try {
    return (lanes * callsPerLane * 1_000) / ((await end.promise) - begun);
  } finally {
    await consuming.close();
  }
}

/** Keeps so many calls under way until `calls` are done. */
function together(inFlight: number, work: () => Promise<unknown>): (calls: number) => Promise<void> {
  return async (calls) => {
    let left = calls;
    const caller = async () => {
      while (left-- > 0) await work();
    };
    await Promise.all(Array.from({ length: inFlight }, caller));
  };
}
