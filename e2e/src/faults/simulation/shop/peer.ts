import type { CallContext, DeferredCall } from '@banyan/contracts/define';

export type HostName = 'monolith' | 'orders';

/** A host as another one reaches it. */
export interface Peer {
  readonly name: HostName;
  /** Names the machine: `orders-2`. */
  readonly machine: string;
  /** Whether a process is there and has its routes. */
  readonly isThere: boolean;
  answer(address: string, input: unknown, context: CallContext): Promise<unknown>;
  take(calls: readonly DeferredCall[]): Promise<unknown>;
}
