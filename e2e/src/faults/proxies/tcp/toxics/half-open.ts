import type { Toxic } from '../toxic.ts';

/** Connections are taken, and that is all: what is said is swallowed, its end too, and nobody ever answers. */
export function halfOpen(): Toxic {
  const swallow = {
    pass: () => [],
    end: (over: AbortSignal) => new Promise<void>((resolve) => over.addEventListener('abort', () => resolve(), { once: true })),
  };
  return { meet: () => ({ toServer: swallow, toClient: swallow }) };
}
