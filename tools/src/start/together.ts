/**
 * Does several things at once. When one fails the others are told to give up, and once all have come to an end
 * the first failure is thrown: nothing goes on behind the caller's back.
 */
export async function together<Results extends readonly unknown[]>(
  signal: AbortSignal,
  tasks: readonly [...{ [Index in keyof Results]: (signal: AbortSignal) => Promise<Results[Index]> }],
): Promise<Results> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const results = await Promise.all(tasks.map((task) => task(either).catch((error: unknown) => failure.abort(error))));
  failure.signal.throwIfAborted();
  signal.throwIfAborted();
  return results as unknown as Results;
}
