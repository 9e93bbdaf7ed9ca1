import { describe, expect, it } from '@jest/globals';
import { digestOf } from './digest.ts';
import { tell } from './tell.ts';

const day = 86_400;
const queue = (name: string, messages: number, messagesBefore = messages, oldestAge?: number) => ({ queue: name, messages, messagesBefore, ...(oldestAge === undefined ? {} : { oldestAge }) });

describe('the digest of dead letters', () => {
  it('has each queue in which something lies, the oldest first, and says what to do', () => {
    expect(digestOf('production', [queue('orders-parked', 3, 1, 2 * day), queue('catalog-parked', 0, 4), queue('checkout-parked', 2, 5, 5 * day + 99)])).toBe(
      ['production: 5 messages lie parked.', '- checkout-parked: 2, 3 fewer than yesterday, the oldest 5 days old', '- orders-parked: 3, 2 more than yesterday, the oldest 2 days old', 'npx banyan redrive <module> takes them back, once what kept them out is mended.'].join('\n'),
    );
  });

  it('warns before a message is lost, since a queue keeps it for 14 days', () => {
    expect(digestOf('dev', [queue('q', 1, 1, 12 * day)])).toContain('dev: 1 message lies parked.\n- q: 1, as many as yesterday, the oldest 12 days old and lost in 2');
    expect(digestOf('dev', [queue('q', 1, 1, 9 * day)])).not.toContain('lost');
  });

  it('is not sent when nothing lies parked', async () => {
    const sent: string[] = [];
    const world = (messages: number) => ({ environment: 'dev', queues: ['q'], parked: async (name: string) => queue(name, messages), send: async (text: string) => void sent.push(text) });
    await tell(world(0));
    expect(sent).toEqual([]);
    await tell(world(1));
    expect(sent).toEqual([expect.stringContaining('- q: 1')]);
  });
});
