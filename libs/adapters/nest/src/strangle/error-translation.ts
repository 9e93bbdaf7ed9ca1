import { isOperationError, OperationError } from '@banyan/contracts/define';

/**
 * How an error that a provider has always thrown travels as one that its contract declares. It is thrown to the callers
 * as the class they know, wherever the provider runs.
 */
export interface ErrorTranslation {
  /** The class that the provider throws, or one that it extends. */
  readonly thrown: abstract new (...given: never[]) => Error;
  /** What the contract declares as the error's data. */
  toData(error: Error): unknown;
  /** Makes the error that the callers know. */
  toError(data: never, message: string): Error;
}

/** Code of a declared error → its translation. If several fit what was thrown, the first one named is taken. */
export type ErrorTranslations = Readonly<Record<string, ErrorTranslation>>;

/** What a provider threw, as its contract declares it; itself where there is no translation. */
export function declaredError(translations: ErrorTranslations, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  for (const [code, { thrown, toData }] of Object.entries(translations)) {
    if (error instanceof thrown) return new OperationError(code, toData(error), error.message);
  }
  return error;
}

/** What a call failed with, as the provider's callers know it. */
export function familiarError(translations: ErrorTranslations, error: unknown): unknown {
  if (!isOperationError(error) || !Object.hasOwn(translations, error.code)) return error;
  return translations[error.code]!.toError(error.data as never, error.message);
}
