import type { Static } from 'typebox';
import type { CallContext, Turn } from './call-context.ts';
import type { EventDefinition } from './event-definition.ts';
import type { Operation } from './operation.ts';
import { contractViolations } from './contract-violations.ts';

/** What a module promises others. The name is the module's; operations are addressed as `catalog.getProduct`. */
export interface Contract<
  O extends Readonly<Record<string, Operation>> = Readonly<Record<string, Operation>>,
  E extends Readonly<Record<string, EventDefinition>> = Readonly<Record<string, EventDefinition>>,
> {
  readonly name: string;
  /** What the module is there for, for people. */
  readonly description?: string;
  /** Semantic version: a break raises the first number, an addition the second. */
  readonly version: string;
  readonly operations: O;
  readonly events: E;
  /**
   * Operations that share state in a way that lets them change their placement only together: name → operations. Those
   * that are deferred are a group of their own accord, since they wait in one inbox; a group that has one has them all.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Declares a contract.
 * @throws {Error} that lists every violation: a name out of form, a version that is none, a schema that is
 * not plain JSON Schema (a transform would make the wire differ from the local call).
 */
export function contract<
  O extends Readonly<Record<string, Operation>>,
  E extends Readonly<Record<string, EventDefinition>> = {},
>(spec: {
  readonly name: string;
  readonly description?: string;
  readonly version: string;
  readonly operations: O;
  readonly events?: E;
  readonly groups?: Readonly<Record<string, readonly (keyof O & string)[]>>;
}): Contract<O, E> {
  const made = { ...spec, events: spec.events ?? ({} as E) };
  const violations = contractViolations(made);
  if (violations.length > 0) {
    throw new Error(`The contract '${spec.name}' cannot be published:\n- ${violations.join('\n- ')}`);
  }
  return Object.freeze(made);
}

type OperationsOf<C extends Contract> = C['operations'];
type NamesWith<C extends Contract, D extends Operation['delivery']> = {
  [K in keyof OperationsOf<C>]: OperationsOf<C>[K]['delivery'] extends D ? K : never;
}[keyof OperationsOf<C>];

export type InputOf<O extends Operation> = Static<O['input']>;
export type OutputOf<O extends Operation> = Static<O['output']>;
export type PayloadOf<E extends EventDefinition> = Static<E['payload']>;

/**
 * What callers of a module hold. Deferred operations are not in it: they are handed to an outbox within the
 * caller's own transaction, and so are accepted exactly when the caller's change is.
 */
export type ApiOf<C extends Contract> = {
  readonly [K in NamesWith<C, 'reply'>]: (input: InputOf<OperationsOf<C>[K]>) => Promise<OutputOf<OperationsOf<C>[K]>>;
};

/** What the module itself provides: a handler for each operation. */
export type ImplementationOf<C extends Contract> = {
  readonly [K in NamesWith<C, 'reply'>]: (
    input: InputOf<OperationsOf<C>[K]>,
    context: CallContext,
  ) => Promise<OutputOf<OperationsOf<C>[K]>>;
} & {
  readonly [K in NamesWith<C, 'deferred'>]: (
    input: InputOf<OperationsOf<C>[K]>,
    context: CallContext,
    turn: Turn,
  ) => Promise<void>;
};
