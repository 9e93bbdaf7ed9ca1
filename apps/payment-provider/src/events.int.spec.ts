import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Entry } from './entries.ts';
import { eventSender, signatureOf, type EventSender } from './events.ts';

const key = 'the-key-of-events-now';
const written = { amount: 1_250, currency: 'GBP', at: '2026-05-01T12:00:00.000Z' } as const;
const charge: Entry = { kind: 'charge', key: 'ord_1:charge', ...written, outcome: 'approved', chargeId: 'ch_1' };
const refund: Entry = { kind: 'refund', key: 'ord_1:refund', ...written, chargeKey: 'ord_1:charge', refundId: 're_1' };

interface Received {
  readonly signature: string;
  readonly body: string;
}

let server: Server;
let sender: EventSender;
let received: Received[];
let answer: () => number;
beforeEach(async () => {
  received = [];
  answer = () => 202;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ signature: String(request.headers['payment-signature']), body });
      response.writeHead(answer()).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  sender = eventSender({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, key });
});
afterEach(async () => {
  sender.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const untilReceived = async (count: number) => {
  while (received.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('the events of the payment provider', () => {
  it('are signed as the shop expects it', () => {
    expect(signatureOf('{"id":"evt_1","key":"ord_1:charge"}', { key, now: Date.parse('2026-05-01T12:00:00.999Z') })).toBe(
      't=1777636800,v1=23626daa3cee40498e58d5eee73b0b13cee7fc3eccad0be6bb8bae2263cf2276',
    );
  });

  it('name the charge that they are about, and hold nothing of its money', async () => {
    sender.send(charge);
    await untilReceived(1);
    sender.send(refund);
    await untilReceived(2);
    expect(received.map(({ body }) => JSON.parse(body) as object)).toEqual([
      { id: expect.stringMatching(/^evt_/), kind: 'charge.approved', key: 'ord_1:charge', at: written.at },
      { id: expect.stringMatching(/^evt_/), kind: 'charge.refunded', key: 'ord_1:charge', at: written.at },
    ]);
    for (const { signature, body } of received) {
      const now = Number(/^t=(\d+)/.exec(signature)?.[1]) * 1_000;
      expect(signature).toBe(signatureOf(body, { key, now }));
    }
  });

  it('are sent again, as the same, until they are taken', async () => {
    const answers = [503, 500, 202];
    answer = () => answers.shift() ?? 202;
    sender.send(charge);
    await untilReceived(3);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(answers).toEqual([]);
  });
});
