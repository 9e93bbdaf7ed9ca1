/**
 * What is the same between two answers to one call, stated beside the operation. Places are JSON pointers (RFC 6901) in
 * which `*` stands for any one step, such as the number in `/items/3`.
 *
 * A declared error is compared as `{ "error": { "code", "data" } }`, so a place in its data is `/error/data/at`.
 */
export interface Comparison<Answer = never> {
  /** Places where answers may differ, with everything below them: an instant of asking, say. */
  readonly ignore?: readonly string[];
  /** Lists whose order says nothing. Below them an item has no number: rules for items are written with `*`. */
  readonly unordered?: readonly string[];
  /** Objects whose keys are many, such as ids: what differs below them is counted under `*` for any key. */
  readonly keyed?: readonly string[];
  /** Makes the same of answers that mean the same, before they are compared; the places above are then places in what it makes. */
  readonly normalise?: (answer: Answer) => unknown;
  /**
   * Places of personal data and secrets: they are compared, and shown to nobody. With `normalise` no value that differs
   * is shown if any place of the answer is personal, since it may have been moved.
   */
  readonly personal?: { readonly input?: readonly string[]; readonly answer?: readonly string[] };
}
