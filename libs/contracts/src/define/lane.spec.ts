import { describe, expect, it } from '@jest/globals';
import { callLane, eventLane, keyOfLane, outboxLaneOf, subscriberLane } from './lane.ts';

const key = 'gst_a/b>c.d';

describe('a lane', () => {
  it.each([callLane('checkout', 'orders', key), eventLane('orders.orderChanged', key), subscriberLane(eventLane('orders.orderChanged', key), 'checkout.note')])(
    'gives its ordering key back: %s',
    (lane) => expect(keyOfLane(lane)).toBe(key),
  );

  it('of calls is the same in the outbox and in the inbox', () => {
    const lane = callLane('checkout', 'orders', key);
    expect(outboxLaneOf(lane)).toEqual({ module: 'checkout', lane });
  });

  it('of a subscriber leads back to the event’s', () => {
    const lane = eventLane('orders.orderChanged', key);
    expect(outboxLaneOf(subscriberLane(lane, 'checkout.recordOrderChange'))).toEqual({ module: 'orders', lane });
  });
});
