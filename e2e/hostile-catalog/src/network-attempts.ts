import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { HttpTarget } from '@banyan/adapter-http';
import { checkout } from '@banyan/contracts/checkout';
import type { CallContext, DeferredCall } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { operationsOf } from '@banyan/strangler';
import type { Attempts } from './attempts.ts';
import type { Places } from './places.ts';

/** Everything that can be tried with an address, and with the keys that a candidate is given. */
export function networkAttempts({ home, shop, witness, queue, outside }: NonNullable<Places['network']>): Attempts {
  const keys = parseKeyRing('INTERNAL_KEYS', process.env['INTERNAL_KEYS'] ?? '');
  const target = new HttpTarget({ url: home, caller: 'catalog', keys, connectTimeout: 500 });
  const createCart = operationsOf(checkout).find(({ address }) => address === 'checkout.createCart')!;
  const unmarked = ({ shadow: _, ...context }: CallContext): CallContext => ({ ...context, principal: { kind: 'guest' }, deadline: Date.now() + 1_000 });
  const post = (url: string, headers: Record<string, string>, body: object) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), signal: AbortSignal.timeout(500) });

  return {
    'network: a signed call to home': (context) => target.call(createCart, {}, unmarked(context)),
    'network: a delivery to home': () => target.deliver([deferred('orders.cancelOrder')]),
    'network: an event to home': () => target.deliver([deferred('checkout.noteOrderChange')]),
    'network: a request to the shop': () => post(`${shop}/api/v1/carts`, {}, {}),
    'network: a message to a queue': () => post(queue, { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' }, { QueueUrl: queue, MessageBody: 'loot' }),
    'network: a request to a witness': () => post(witness, {}, { loot: true }),
    'network: something published to a witness': () => published(new URL(witness)),
    'network: a request to another machine': () => post(outside, {}, { loot: true }),
  };
}

const deferred = (destination: string): DeferredCall => ({
  lane: `catalog>${destination.split('.')[0]!}/${randomUUID()}`,
  sequence: 1,
  destination,
  messageId: randomUUID(),
  contractVersion: '1.0.0',
  body: '{}',
  principal: { kind: 'guest' },
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
  acceptedAt: new Date().toISOString(),
  routeVersion: 1,
});

/** As Redis is told. */
function published({ hostname, port }: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end('PUBLISH banyan loot\r\n', () => resolve()));
    socket.setTimeout(500, () => socket.destroy(new Error('Nobody answered.')));
    socket.on('error', reject);
  });
}
