import { Type, type Static, type TObject } from 'typebox';

/** How a host comes to its end. */
export const ShutdownVariables = {
  DRAIN_MS: Type.Optional(
    Type.String({
      pattern: '^\\d{1,6}$',
      description: 'milliseconds for which a host that is told to stop goes on answering, so that a load balancer finds out; 5000 if left out. At most half of SHUTDOWN_TIMEOUT_MS.',
    }),
  ),
  SHUTDOWN_TIMEOUT_MS: Type.Optional(
    Type.String({ pattern: '^[1-9]\\d{2,6}$', description: 'milliseconds after which a host that is told to stop ends, whatever is still under way; 25000 if left out. Keep it below the time until it is killed.' }),
  ),
};

export interface ShutdownSettings {
  /** Milliseconds. */
  readonly drainMs: number;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
}

/** What the variables amount to. @param wrong is told what does not go together */
export function shutdownSettings({ DRAIN_MS = '5000', SHUTDOWN_TIMEOUT_MS = '25000' }: Static<TObject<typeof ShutdownVariables>>, wrong: (problem: string) => void): ShutdownSettings {
  const [drainMs, timeoutMs] = [Number(DRAIN_MS), Number(SHUTDOWN_TIMEOUT_MS)];
  if (drainMs > timeoutMs / 2) wrong(`DRAIN_MS is ${drainMs}, more than half of SHUTDOWN_TIMEOUT_MS, which is ${timeoutMs}: what was begun then has no time left to end. Shorten the one or prolong the other.`);
  return { drainMs, timeoutMs };
}
