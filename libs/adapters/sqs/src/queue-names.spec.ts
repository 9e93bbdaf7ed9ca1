import { describe, expect, it } from '@jest/globals';
import { acknowledgementsQueue, callsQueue, intakeQueue, parkedQueue } from './queue-names.ts';

describe('the queues of a module', () => {
  it('are named after it, and what is parked after the queue it came from', () => {
    const queues = [callsQueue('shop', 'orders'), intakeQueue('shop', 'orders'), acknowledgementsQueue('shop', 'orders')];
    expect(queues).toEqual(['shop-orders.fifo', 'shop-orders-intake.fifo', 'shop-orders-acknowledgements']);
    expect(queues.map(parkedQueue)).toEqual(['shop-orders-parked.fifo', 'shop-orders-intake-parked.fifo', 'shop-orders-acknowledgements-parked']);
  });
});
