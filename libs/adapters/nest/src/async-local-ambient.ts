import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallContext, Token } from '@banyan/contracts/define';
import type { Ambient } from '@banyan/strangler';

/** The token of the host's {@link Ambient}. */
export const AMBIENT: Token<Ambient> = Symbol.for('banyan:ambient');

/** An ambient that follows a call through promises, timers and events. */
export function asyncLocalAmbient(): Ambient {
  const storage = new AsyncLocalStorage<CallContext>();
  return {
    current: () => storage.getStore(),
    run: (context, work) => storage.run(context, work),
  };
}
