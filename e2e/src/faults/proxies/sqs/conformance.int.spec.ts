import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { conformance } from './conformance/index.ts';
import { SqsAtTest } from './conformance/sqs-at-test.ts';
import { strictSqs, type StrictSqs } from './strict-sqs.ts';

const region = 'eu-west-1';
const inFlightLimit = 12;

const all = conformance({ region, inFlightLimit });

/** What SQS does and the emulator does not, so that the proxy must. */
const missing = new Set([
  'sending: a group with too long a name is refused',
  'sending: too long a deduplication id is refused',
  'batches: too long a name is refused',
  'a named attempt to receive: gives the same messages by the same handles when it is repeated',
  'a named attempt to receive: with too long a name is refused',
  'deleting: by a handle that was never given is refused',
  'deleting: by an expired handle of a queue that keeps order is refused, and the message stays',
  'deleting: by the handle of who had it before is refused, and who has it keeps it',
  'deleting: by a handle that was given back is refused',
  'deleting: in a batch an expired handle fails alone',
  'keeping: by a handle that was never given is refused',
  'keeping: by an expired handle of a queue that keeps order is refused',
  'keeping: by an expired handle of a queue that keeps no order is refused',
  'messages in flight: a queue that keeps order gives out no more than the limit, and says nothing',
  'messages in flight: a queue that keeps no order refuses to give out more',
]);

let emulator: SqsEmulator;
let strict: StrictSqs;
let sqs: SqsAtTest;
let bare: SqsAtTest;
beforeAll(async () => {
  emulator = await startSqsEmulator();
  strict = await strictSqs(emulator.url, { seed: 1, inFlightLimit });
  bare = new SqsAtTest({ region, endpoint: emulator.url, inFlightLimit });
  sqs = new SqsAtTest({ region, endpoint: strict.url, inFlightLimit });
});
afterAll(async () => {
  sqs.close();
  bare.close();
  await strict.close();
  await emulator.close();
});

describe('the strict proxy does what SQS does:', () => {
  it.each(all)('$name', async ({ run }) => run(sqs));
});

describe('the emulator alone, of which an upgrade may change what is said here,', () => {
  it.each(all.filter(({ name }) => !missing.has(name)))('does this: $name', async ({ run }) => run(bare));

  it.each(all.filter(({ name }) => missing.has(name)))('does not do this: $name', async ({ run }) => {
    await expect(run(bare)).rejects.toThrow();
  });

  it('is judged by cases that there are', () => {
    expect([...missing].filter((name) => !all.some((each) => each.name === name))).toEqual([]);
  });
});
