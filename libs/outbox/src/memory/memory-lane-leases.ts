import { evenPart, type LaneLeases } from '../lane-leases.ts';

interface Instance {
  /** When its lease ends. */
  until: number;
  readonly listeners: Set<{ readonly inbox: string; readonly onArrival: () => void }>;
}

/** Leases among instances in one process, for tests, simulations and examples. */
export interface MemoryLaneLeases {
  /** Adds an instance. It holds its lease for as long as it goes on asking for its part. */
  open(): LaneLeases;
}

/** @param options.leaseMs for which an instance that asks no more is counted; 2,000 if left out */
export function memoryLaneLeases({ now, leaseMs = 2_000 }: { readonly now: () => number; readonly leaseMs?: number }): MemoryLaneLeases {
  const instances = new Set<Instance>();
  return {
    open() {
      const own: Instance = { until: now() + leaseMs, listeners: new Set() };
      let closed = false;
      instances.add(own);
      return {
        partOf(share) {
          if (closed) return undefined;
          own.until = now() + leaseMs;
          const living = [...instances].filter(({ until }) => until > now());
          return evenPart(share, living.indexOf(own), living.length);
        },
        announce(inbox) {
          const others = [...instances].filter((instance) => instance !== own);
          for (const listener of others.flatMap(({ listeners }) => [...listeners])) if (listener.inbox === inbox) listener.onArrival();
        },
        listen(inbox, onArrival) {
          const listener = { inbox, onArrival };
          own.listeners.add(listener);
          return () => void own.listeners.delete(listener);
        },
        async close() {
          closed = true;
          instances.delete(own);
        },
      };
    },
  };
}
