import { CallError, type Delivery } from '@banyan/contracts/define';
import type { Target } from './target.ts';

/** A host that is reached in one way for what it answers, and in another for what it is sent. */
export function jointTarget({ reply, deferred }: { readonly reply?: Target; readonly deferred?: Target }): Target {
  const carries: Delivery[] = [...(reply ? ['reply' as const] : []), ...(deferred ? ['deferred' as const] : [])];
  return {
    carries,
    call: (addressed, input, context) => (reply ? reply.call(addressed, input, context) : notCarried(addressed.address)),
    deliver: (calls) => (deferred ? deferred.deliver(calls) : notCarried(calls[0]?.destination ?? 'deliveries')),
  };
}

function notCarried(address: string): Promise<never> {
  return Promise.reject(new CallError('unknownOperation', address, `No way to this target carries ${address}; route it to one that does.`, { executed: 'no' }));
}
