import type { UnrecordedOrder } from '@banyan/contracts/checkout';
import { Unavailable, type CallContext } from '@banyan/contracts/define';
import type { CallQueue, OutboxMessage } from '@banyan/outbox';
import { as } from './checkout-in-test.ts';

type Record = (order: UnrecordedOrder, context: CallContext) => Promise<unknown>;

/** A queue for tests: it keeps what it is sent until the test has it delivered, and can be away. */
export class CallQueueInMemory implements CallQueue {
  readonly waiting: OutboxMessage[] = [];
  away = false;

  readonly send: CallQueue['send'] = (call) => {
    if (this.away) return Promise.reject(new Unavailable('SQS'));
    this.waiting.push(call);
    return Promise.resolve();
  };

  readonly isEmpty: CallQueue['isEmpty'] = () => (this.away ? Promise.reject(new Unavailable('SQS')) : Promise.resolve(this.waiting.length === 0));

  /** Has the longest waiting call recorded, `times` over; it stays if that fails. */
  async deliverNext(record: Record, times = 1): Promise<void> {
    const [call] = this.waiting;
    if (!call) return;
    for (let time = 0; time < times; time++) await record(JSON.parse(call.body) as UnrecordedOrder, as(call.principal));
    this.waiting.shift();
  }

  /** Has everything recorded that waits. */
  async deliver(record: Record): Promise<void> {
    while (this.waiting.length > 0) await this.deliverNext(record);
  }
}
