import type { Acknowledgement, DeferredCall } from '@banyan/contracts/define';

/** Takes deferred calls, those of a lane by rising sequence; resolves with an acknowledgement for each lane once all are durable in this process's inboxes. */
export type Receive = (calls: readonly DeferredCall[]) => Promise<readonly Acknowledgement[]>;

/**
 * Takes deferred calls of one lane, by rising sequence, to wherever their routes lead. Resolves with the inbox lanes whose
 * consumers have yet to acknowledge them, because a queue has them; with none once all are durable at their consumers.
 */
export type Deliver = (calls: readonly DeferredCall[]) => Promise<readonly string[]>;
