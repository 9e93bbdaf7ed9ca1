import { NoAnswer } from '../ports/payment-provider.ts';

/**
 * Brings about what the provider does once per key, and learns what came of it. Where an earlier attempt was
 * left open, or no answer comes, the provider is asked before anything is tried again.
 * @throws {NoAnswer} if the provider stays silent
 */
export async function settle<T>(steps: {
  readonly resumes: boolean;
  readonly act: () => Promise<T>;
  readonly ask: () => Promise<T | undefined>;
}): Promise<T> {
  const known = steps.resumes ? await steps.ask() : undefined;
  if (known !== undefined) return known;
  try {
    return await steps.act();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return (await steps.ask()) ?? (await steps.act());
  }
}
