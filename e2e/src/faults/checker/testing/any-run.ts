import fc from 'fast-check';
import { ModelShop, type Underway } from './model-shop.ts';
import { orderIdOf } from './names.ts';
import type { Run } from './run.ts';

const does = [
  'send', 'send', 'send', 'cancel', 'take', 'take', 'hear', 'hear', 'lose', 'refuse', 'work', 'work', 'claim', 'look', 'staleLook', 'receiptLook', 'count', 'setRoutes', 'useRoutes',
] as const;

const happening = fc.record({
  does: fc.constantFrom(...does),
  customer: fc.constantFrom('ada', 'bob', 'cleo'),
  key: fc.constantFrom('one', 'two', 'three', 'four'),
  /** Which of those under way, of the bodies, of the workers. */
  which: fc.nat({ max: 5 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

/** Any run of a shop that keeps its promises: requests overlap, answers get lost, workers take lanes from each other. */
export const anyRun: fc.Arbitrary<Run> = fc.array(happening, { maxLength: 120, size: 'max' }).map((happenings) => {
  const shop = opened();
  const underway: Sending[] = [];
  for (const happens of happenings) follow(happens, shop, underway);
  return shop.end();
});

interface Sending {
  readonly request: Underway;
  taken: boolean;
}

/** In a run that shows something each sort of operation succeeds once. */
function opened(): ModelShop {
  const shop = new ModelShop({ MUG: 8, PEN: 3 });
  const request = shop.submit({ customer: 'zoe', key: 'plain', lines: [{ sku: 'MUG', quantity: 1 }] });
  const orderId = orderIdOf('zoe', 'plain');
  request.take();
  request.hear();
  shop.look('zoe', orderId);
  const cancelling = shop.cancel('zoe', orderId);
  cancelling.take();
  cancelling.hear();
  shop.count();
  shop.setRoutes();
  return shop;
}

function follow({ does, customer, key, which }: Happening, shop: ModelShop, underway: Sending[]): void {
  const orderId = orderIdOf(customer, key);
  const nth = which % Math.max(1, underway.length);
  const sending = underway[nth];
  const end = (how: (request: Underway) => void) => {
    if (sending) how(sending.request);
    underway.splice(nth, 1);
  };
  switch (does) {
    case 'send':
      return void underway.push({ request: shop.submit({ customer, key, lines: linesOf(key, which), solvent: key !== 'three' }), taken: false });
    case 'cancel':
      return void underway.push({ request: shop.cancel(customer, orderId), taken: false });
    case 'take':
      if (sending) sending.taken = true;
      return sending?.request.take();
    case 'hear':
      return end((request) => {
        request.take();
        request.hear();
      });
    case 'lose':
      return end((request) => request.lose());
    case 'refuse':
      return sending?.taken ? undefined : end((request) => request.refuse(which === 0 ? { http: 503, code: 'unavailable', retryAfter: 2 } : { http: 400, code: 'invalidInput' }));
    case 'claim':
      return shop.claim(customer, `worker-${which}`);
    case 'work':
      shop.claim(customer, `worker-${which}`);
      return shop.work(customer);
    case 'look':
      return shop.look(customer, orderId);
    case 'staleLook':
      return shop.look(customer, orderId, 'stale');
    case 'receiptLook':
      return shop.look(customer, orderId, 'byReceipt');
    case 'count':
      return shop.count();
    case 'setRoutes':
      return shop.setRoutes();
    case 'useRoutes':
      return shop.useRoutes(`monolith-${which}`, `request-${shop.notebook.events.length}`);
  }
}

/** Of six times a shopper sends the same body under a key five times. */
const linesOf = (key: string, which: number) => [{ sku: key === 'two' ? 'PEN' : 'MUG', quantity: which === 5 ? 2 : 1 }];
