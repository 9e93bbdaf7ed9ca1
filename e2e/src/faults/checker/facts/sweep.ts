/** A stretch of time; one without an end never ended. */
export interface Stretch {
  readonly begun: bigint;
  readonly ended: bigint | undefined;
}

/**
 * Goes through stretches by time. Before it tells that one begins it has told of all that ended earlier, so whoever
 * listens knows at each beginning exactly what came before it in real time.
 */
export function sweep<S extends Stretch>(stretches: readonly S[], hear: { readonly ends: (stretch: S) => void; readonly begins: (stretch: S) => void }): void {
  const byEnd = stretches.filter((stretch): stretch is S & { ended: bigint } => stretch.ended !== undefined).sort((one, other) => compare(one.ended, other.ended));
  let told = 0;
  for (const stretch of stretches.toSorted((one, other) => compare(one.begun, other.begun))) {
    while (told < byEnd.length && byEnd[told]!.ended < stretch.begun) hear.ends(byEnd[told++]!);
    hear.begins(stretch);
  }
}

/** Orders instants. */
export function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
