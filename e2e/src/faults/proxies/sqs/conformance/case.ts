import { expect } from '@jest/globals';
import type { SqsAtTest } from './sqs-at-test.ts';

/** One thing that SQS does. */
export interface ConformanceCase {
  readonly name: string;
  /** @throws {Error} if it is not done */
  run(sqs: SqsAtTest): Promise<void>;
}

/** Some of them, by their names. */
export function cases(about: string, each: Readonly<Record<string, (sqs: SqsAtTest) => Promise<void>>>): ConformanceCase[] {
  return Object.entries(each).map(([name, run]) => ({ name: `${about}: ${name}`, run }));
}

/** Says that something is refused, by the code or the words of the error. */
export async function refused(asked: Promise<unknown>, why: RegExp): Promise<void> {
  const said = await asked.then(
    () => 'It was done.',
    (error: Error) => `${error.name}: ${error.message}`,
  );
  expect(said).toMatch(why);
}
