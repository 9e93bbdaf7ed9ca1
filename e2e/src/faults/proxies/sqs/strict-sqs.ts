import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { closed, listening } from '../../../local-server.ts';
import { Attempts } from './attempts.ts';
import type { Counter } from './counter.ts';
import { Faults, type FaultKind, type SqsFaults } from './faults.ts';
import { GivenOutMessages } from './given-out.ts';
import { changeVisibility, changeVisibilityBatch, deleteBatch, deleteOne } from './letting-go.ts';
import { receive } from './receiving.ts';
import { sendBatch, sendOne } from './sending.ts';
import { Upstream } from './upstream.ts';
import { Refusal, type Answer, type Asked, type Input } from './wire.ts';

export interface StrictSqsOptions {
  /** Repeats what happens by chance. */
  readonly seed: number;
  /** Messages that one queue may have given out at once; SQS's 120,000 where left out. */
  readonly inFlightLimit?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A way to an SQS emulator on which it behaves as SQS does where it would not, and on which what SQS may do can be made to happen. */
export interface StrictSqs {
  readonly url: string;
  /** How often each fault has happened. */
  readonly happened: ReadonlyMap<FaultKind, number>;
  /** From now on these faults, and no others. */
  switchTo(faults: SqsFaults): void;
  close(): Promise<void>;
}

type Handler = (asked: Asked, counter: Counter, over: AbortSignal) => Promise<Answer>;

const handlers: Readonly<Record<string, Handler>> = {
  SendMessage: sendOne,
  SendMessageBatch: sendBatch,
  ReceiveMessage: receive,
  DeleteMessage: deleteOne,
  DeleteMessageBatch: deleteBatch,
  ChangeMessageVisibility: changeVisibility,
  ChangeMessageVisibilityBatch: changeVisibilityBatch,
};
const passOn: Handler = (asked, { upstream }, over) => upstream.pass(asked, over);

/** SQS's limit of messages in flight. */
const IN_FLIGHT = 120_000;

/** Puts one before the emulator at `url`. All who use its queues must come this way, or their receipt handles are unknown here. */
export async function strictSqs(url: string, { seed, inFlightLimit = IN_FLIGHT, now = Date.now }: StrictSqsOptions): Promise<StrictSqs> {
  const givenOut = new GivenOutMessages(now);
  const faults = new Faults(seed);
  const upstream = new Upstream(url);
  const counter: Counter = { upstream, givenOut, attempts: new Attempts(now, givenOut), faults, inFlightLimit };
  const server = createServer((from, to) => void serve(from, to, counter).catch(() => to.destroy()));
  const address = await listening(server);
  return {
    url: address,
    happened: faults.happened,
    switchTo: (wanted) => faults.switchTo(wanted),
    close: async () => {
      await closed(server);
      upstream.close();
    },
  };
}

async function serve(from: IncomingMessage, to: ServerResponse, counter: Counter): Promise<void> {
  const gone = new AbortController();
  to.once('close', () => to.writableFinished || gone.abort());
  const asked = await read(from);
  const { action } = asked;
  const { faults } = counter;
  const answer = faults.strikes('throttled', action) ? throttled(faults).answer : await (handlers[action] ?? passOn)(asked, counter, gone.signal);
  if (faults.strikes('slow', action)) await pause(faults.slowMilliseconds, undefined, { signal: gone.signal });
  if (faults.strikes('repliesLost', action)) return void from.socket.resetAndDestroy();
  to.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.text) }).end(answer.text);
}

async function read(from: IncomingMessage): Promise<Asked> {
  const text = await textOf(from);
  const action = String(from.headers['x-amz-target']).replace('AmazonSQS.', '');
  return { action, headers: from.headers, text, input: (text === '' ? {} : JSON.parse(text)) as Input };
}

/** SQS has two words for it. */
function throttled(faults: Faults): Refusal {
  return faults.number('throttled') < 0.5 ? new Refusal('RequestThrottled', 'The request was denied due to request throttling.') : new Refusal('ThrottlingException', 'Rate exceeded');
}
