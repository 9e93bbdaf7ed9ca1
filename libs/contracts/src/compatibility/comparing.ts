import type { Difference, Judgement } from './finding.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Relation } from './limits.ts';

/** How values go that two schemas describe. */
export type ValueDirection = 'sent' | 'received';

/** A comparison under way, at one place of the value. */
export interface Comparing {
  readonly direction: ValueDirection;
  readonly pointer: string;
  /** Compares what stands below. */
  readonly compare: (older: JsonSchema, newer: JsonSchema, pointer: string) => Difference[];
}

/** How it is judged that the newer allows less or more: of what is sent it may take more, of what is received it may give less. */
export function judgeRelation(relation: Exclude<Relation, 'same'>, direction: ValueDirection): Judgement {
  if (relation === 'unknown') return 'undecidable';
  return (relation === 'wider') === (direction === 'sent') ? 'compatible' : 'breaking';
}

/** Who writes the values, and who reads them: a consumer of the older sends to the newer, and receives from it. */
export function ends(older: JsonSchema, newer: JsonSchema, direction: ValueDirection): { readonly giver: JsonSchema; readonly taker: JsonSchema } {
  return direction === 'sent' ? { giver: older, taker: newer } : { giver: newer, taker: older };
}
