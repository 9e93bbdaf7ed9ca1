import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallContext } from '@banyan/contracts/define';
import type { Ambient } from '@banyan/strangler';

/** An ambient that follows a call through promises. */
export function ambientOfCalls(): Ambient {
  const storage = new AsyncLocalStorage<CallContext>();
  return { current: () => storage.getStore(), run: (context, work) => storage.run(context, work) };
}
