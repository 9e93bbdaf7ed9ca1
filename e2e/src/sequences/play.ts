import type { Operator } from '../operator.ts';
import { normaliser } from '../normalise.ts';
import type { Action } from './actions.ts';
import { Client } from './client.ts';
import { runSequence, type Sessions } from './run-sequence.ts';

/** Sequences under way at once. */
const AT_ONCE = 16;
const CHUNK = 500;

/**
 * Plays sequences against a shop.
 * @param report is told how many have been played, now and then
 * @returns for each sequence its steps as JSON text, in which what may differ between two runs is named by its order of appearance
 */
export async function play(
  { publicUrl, operator }: { readonly publicUrl: string; readonly operator: Operator },
  sequences: readonly (readonly Action[])[],
  report: (played: number) => void = () => undefined,
): Promise<string[]> {
  const sessions = await sessionsFor(operator, sequences.length);
  const client = new Client(publicUrl);
  const played: string[] = [];
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < sequences.length; index = next++) {
      const steps = await runSequence(client, `seq${index}`, sessions[index]!, sequences[index]!);
      played[index] = JSON.stringify(normaliser().seen(steps));
      if (++done % CHUNK === 0) report(done);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    await client.close();
  }
  return played;
}

/** Two customers for each sequence, signed in by the operator, since hashing passwords would take longer than all the rest. */
async function sessionsFor(operator: Operator, count: number): Promise<Sessions[]> {
  const sessions: Sessions[] = [];
  for (let first = 0; first < count; first += CHUNK) {
    const indexes = Array.from({ length: Math.min(CHUNK, count - first) }, (_, offset) => first + offset);
    const customers = indexes.flatMap((index) => [`seq${index}-customer`, `seq${index}-stranger`]).map((name) => ({ email: `${name}@example.org`, name }));
    const { customerIds } = await operator.call<{ customerIds: string[] }>('accounts.importCustomers', { customers });
    const issued = await operator.call<{ sessions: { token: string }[] }>('accounts.issueSessions', { customerIds });
    const tokens = issued.sessions.map(({ token }) => token);
    sessions.push(...indexes.map((_, offset) => ({ customer: tokens[2 * offset]!, stranger: tokens[2 * offset + 1]! })));
  }
  return sessions;
}
