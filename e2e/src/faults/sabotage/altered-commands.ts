import type { QueueCommand, QueueEntry, QueueInput } from '../from-outside/queues.ts';
import type { AlteredCommand } from './defect.ts';

type Which = Pick<AlteredCommand, 'command' | 'queue'>;

/** A command of the same kind with another input. */
export function commandLike({ constructor }: QueueCommand, input: QueueInput): QueueCommand {
  return Reflect.construct(constructor, [input]) as QueueCommand;
}

/** Changes each of the messages that are sent together. */
export function withEntries(which: Which, change: (entry: QueueEntry) => QueueEntry): AlteredCommand {
  return { ...which, kind: 'queue', instead: (asked, send) => send(commandLike(asked, { ...asked.input, Entries: (asked.input.Entries ?? []).map(change) })) };
}

/** Leaves out some of the messages that are sent together, and says that SQS has taken all of them. */
export function withoutEntries(which: Which, isLost: (entry: QueueEntry) => boolean): AlteredCommand {
  return {
    ...which,
    kind: 'queue',
    instead: async (asked, send) => {
      const { Entries = [] } = asked.input;
      const lost = Entries.filter(isLost);
      const left = Entries.filter((entry) => !lost.includes(entry));
      const { Successful = [], ...others } = left.length > 0 ? await send(commandLike(asked, { ...asked.input, Entries: left })) : {};
      return { ...others, Successful: [...Successful, ...lost.map(({ Id = '' }) => ({ Id, MessageId: Id }))] };
    },
  };
}
