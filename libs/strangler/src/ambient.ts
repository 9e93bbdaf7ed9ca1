import type { CallContext } from '@banyan/contracts/define';

/** Knows which call the running code belongs to, so that a caller hands on its context without naming it. */
export interface Ambient {
  current(): CallContext | undefined;
  run<T>(context: CallContext, work: () => T): T;
}
