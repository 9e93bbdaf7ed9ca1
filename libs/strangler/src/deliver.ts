import type { DeferredCall } from '@banyan/contracts/define';

/** Takes deferred calls of one lane, by rising sequence; resolves once all are durable at their consumers. */
export type Deliver = (calls: readonly DeferredCall[]) => Promise<void>;
