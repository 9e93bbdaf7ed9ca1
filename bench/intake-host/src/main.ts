import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { checkout } from '@banyan/contracts/checkout';
import { implementationTokenOf, type CallContext, type ImplementationOf } from '@banyan/contracts/define';
import { checkoutAlone } from './checkout-alone.ts';

/** A host that accepts orders as fast as it is asked to: what its parent sends says by how many callers, and for how long. */
interface Asked {
  readonly callers: number;
  readonly seconds: number;
  /** Orders are of so many different buyers. */
  readonly buyers: number;
}

const shipTo = { name: 'Ada', line1: '1 Row', city: 'London', postcode: 'N1 1AA', country: 'GB' };
const request = { market: 'GB', lines: [{ sku: 'LAMP', quantity: 2 }], shipTo, payment: { token: 'tok_approved' } };

const host = await checkoutAlone(process.env['CHECKOUT_DATABASE_URL'] ?? '');
const { acceptOrder } = host.get<ImplementationOf<typeof checkout>>(implementationTokenOf(checkout));

process.on('message', (asked: Asked) => {
  void ordersPerSecond(asked).then((figure) => process.send?.({ ordersPerSecond: figure }));
});
process.once('disconnect', () => void host.close());
process.send?.({ url: 'ready' });

async function ordersPerSecond({ callers, seconds, buyers }: Asked): Promise<number> {
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  let accepted = 0;
  const caller = async () => {
    do {
      await acceptOrder({ idempotencyKey: randomUUID(), request }, contextOf(accepted++ % buyers));
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (accepted * 1_000) / (performance.now() - begun);
}

function contextOf(buyer: number): CallContext {
  return {
    principal: { kind: 'customer', customerId: `cus_${String(buyer).padStart(8, '0')}` },
    caller: 'bench',
    deadline: Number.MAX_SAFE_INTEGER,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    routeVersion: 1,
  };
}
