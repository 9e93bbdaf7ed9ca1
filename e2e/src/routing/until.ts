import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds after which a test stops waiting, on a busy machine too. */
const patience = 120_000;

/**
 * Asks again and again until there is something.
 * @param what is waited for, as people call it
 * @throws {Error} after two minutes, with what was seen last
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false> | T | undefined | false, seen?: () => unknown): Promise<T> {
  const giveUp = Date.now() + patience;
  for (;;) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > giveUp) throw new Error(`Waited in vain for this: ${what}.${seen ? ` Seen last: ${JSON.stringify(seen())}` : ''}`);
    await pause(25);
  }
}
