import type { Operation } from '@banyan/contracts/define';

interface Schema {
  readonly type?: string;
  readonly items?: unknown;
  readonly anyOf?: readonly Schema[];
}

/** How a method's arguments and its answer travel as one JSON value each. */
export interface CallShape {
  /** Several arguments as a tuple, a single one as it is. Trailing `undefined` counts as left out. */
  inputOf(given: readonly unknown[]): unknown;
  argumentsOf(input: unknown): readonly unknown[];
  /** Arguments which the input has no place for. */
  superfluous(given: readonly unknown[]): readonly unknown[];
  /** JSON lacks `undefined`: a method that returns nothing answers `null`. */
  answerOf(returned: unknown): unknown;
  returnedBy(answer: unknown): unknown;
}

/**
 * Positional arguments travel as a tuple when the operation's input is one, or a choice of several; otherwise the one
 * argument is the input. A method whose operation answers `null`, and nothing else, returns nothing.
 */
export function callShapeOf({ input, output }: Operation): CallShape {
  const nothing = (output as Schema).type === 'null';
  const answers: Pick<CallShape, 'answerOf' | 'returnedBy'> = {
    answerOf: (returned) => (nothing && returned === undefined ? null : returned),
    returnedBy: (answer) => (nothing ? undefined : answer),
  };
  if (isTuple(input)) {
    return { inputOf: withoutTail, argumentsOf: (tuple) => tuple as unknown[], superfluous: () => [], ...answers };
  }
  return { inputOf: ([only]) => only, argumentsOf: (only) => [only], superfluous: (given) => withoutTail(given).slice(1), ...answers };
}

function isTuple({ type, items, anyOf }: Schema): boolean {
  return anyOf ? anyOf.every(isTuple) : type === 'array' && Array.isArray(items);
}

function withoutTail(given: readonly unknown[]): unknown[] {
  return given.slice(0, given.findLastIndex((value) => value !== undefined) + 1);
}
