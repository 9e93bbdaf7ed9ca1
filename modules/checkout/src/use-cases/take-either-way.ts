import { isUnavailable } from '@banyan/contracts/define';
import { databaseAnswers } from '../domain/intake-way.ts';
import type { IntakeStore } from '../ports/intake-store.ts';
import { databasePatienceMs, type IntakeSwitch } from './intake-switch.ts';
import type { TakeOrder } from './take-directly.ts';
import { within } from './within.ts';

interface TakeEitherWayNeeds {
  readonly directly: TakeOrder;
  readonly byQueue: TakeOrder;
  readonly intakes: Pick<IntakeStore, 'has'>;
  readonly intakeSwitch: IntakeSwitch;
  /** Whether a buyer's orders always take the queue, while there is one. */
  readonly prefersQueue: (buyer: string) => boolean;
}

/**
 * Takes orders into the database or, while it is away, into the queue. An order that is late in the database although
 * the queue has it too does no harm: both are the same order. Throws `Unavailable` if neither takes it for certain.
 */
export function takeEitherWay({ directly, byQueue, intakes, intakeSwitch, prefersQueue }: TakeEitherWayNeeds): TakeOrder {
  /** Answers null, and has all orders take the queue, if the database does not answer. */
  const fromDatabase = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await within(databasePatienceMs, 'PostgreSQL', work());
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      intakeSwitch.databaseFailed();
      return null;
    }
  };
  const isRecorded = async (orderId: string | undefined) => orderId === undefined || (await fromDatabase(() => intakes.has(orderId))) === true;

  const take: TakeOrder = async (order, context) => {
    if (intakeSwitch.way.kind === 'database' && !prefersQueue(order.buyer) && (await isRecorded(order.after))) {
      return (await fromDatabase(() => directly(order, context))) ?? byQueue(order, context);
    }
    try {
      return await byQueue(order, context);
    } catch (error) {
      if (!isUnavailable(error) || !databaseAnswers(intakeSwitch.way) || !(await isRecorded(order.after))) throw error;
      const taken = await fromDatabase(() => directly(order, context));
      if (!taken) throw error;
      return taken;
    }
  };
  return (order, context) => intakeSwitch.gate.pass(order.buyer, () => take(order, context));
}
