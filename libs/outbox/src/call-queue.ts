import type { Token } from '@banyan/contracts/define';
import type { OutboxMessage } from './message.ts';

/**
 * Takes a module's calls to itself while its database cannot. Calls of one lane are executed one at a time and in the
 * order in which they were sent, each until it succeeds, and perhaps more than once.
 */
export interface CallQueue {
  /**
   * Resolves once the call is durable.
   * @throws {Unavailable} if that is not certain
   */
  send(call: OutboxMessage): Promise<void>;
  /**
   * Whether nothing waits or is under way, as far as the queue can tell.
   * @throws {Unavailable} if it cannot be asked
   */
  isEmpty(): Promise<boolean>;
}

/** The token under which a host gives a module its queue, if there is one. */
export function callQueueTokenOf(module: string): Token<CallQueue> {
  return Symbol.for(`banyan:call-queue:${module}`);
}
