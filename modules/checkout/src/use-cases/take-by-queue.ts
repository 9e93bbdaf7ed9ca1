import { checkout } from '@banyan/contracts/checkout';
import { isUnavailable } from '@banyan/contracts/define';
import { queueCall, type CallQueue } from '@banyan/outbox';
import type { IntakeJournal } from '../ports/intake-journal.ts';
import type { EarlierIntake, IntakeStore } from '../ports/intake-store.ts';
import { databaseAnswers } from '../domain/intake-way.ts';
import { databasePatienceMs, type IntakeSwitch } from './intake-switch.ts';
import { givenAnswer, repeatedAnswer } from './repeated-answer.ts';
import type { TakeOrder } from './take-directly.ts';
import { within } from './within.ts';

interface TakeByQueueNeeds {
  readonly intakes: Pick<IntakeStore, 'findEarlier'>;
  readonly queue: Pick<CallQueue, 'send'>;
  readonly intakeSwitch: IntakeSwitch;
  /** For a queue that forgets what it holds when it stops. */
  readonly journal?: IntakeJournal;
}

/** Takes orders into the queue, from where they are recorded later. A repeat of a recorded one is answered as it was. */
export function takeByQueue({ intakes, queue, intakeSwitch, journal }: TakeByQueueNeeds): TakeOrder {
  const findEarlier = async (requestKey: string): Promise<EarlierIntake | null> => {
    if (!databaseAnswers(intakeSwitch.way)) return null;
    try {
      return await within(databasePatienceMs, 'PostgreSQL', intakes.findEarlier(requestKey));
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      intakeSwitch.databaseFailed();
      return null;
    }
  };
  return async (order, context) => {
    const earlier = await findEarlier(order.requestKey);
    if (earlier) return repeatedAnswer(earlier, order);
    const call = queueCall(checkout, 'recordOrder', order, { from: 'checkout', context, acceptedAt: new Date(order.acceptedAt) });
    await queue.send(call);
    await journal?.keep(order, call);
    return givenAnswer(order.answer);
  };
}
