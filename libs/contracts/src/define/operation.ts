import { Type, type Static, type TObject, type TSchema } from 'typebox';
import type { CallContext } from './call-context.ts';
import type { Comparison } from './comparison.ts';
import type { EventDefinition } from './event-definition.ts';
import type { PrincipalKind } from './principal.ts';

export type Effect = 'read' | 'write';
export type Delivery = 'reply' | 'deferred';
/** First number of an earlier contract's version → what makes an input of today of one that was written under it. */
export type EarlierInputs = Readonly<Record<string, (input: unknown) => unknown>>;
/** Code of a declared error → schema of its data. */
export type ErrorSchemas = Readonly<Record<string, TSchema>>;

/**
 * One thing a module can be asked, with every promise a caller or a transport relies on.
 * Built by {@link read}, {@link write}, {@link deferred} or {@link subscription}, never by hand.
 */
export interface Operation<
  I extends TSchema = TSchema,
  O extends TSchema = TSchema,
  D extends Delivery = Delivery,
  E extends ErrorSchemas = ErrorSchemas,
> {
  /** What it does, for people. */
  readonly description?: string;
  readonly effect: Effect;
  readonly delivery: D;
  readonly input: I;
  readonly output: O;
  /** Errors that are part of the promise; any other failure reaches the caller as `internal`. */
  readonly errors: E;
  /** Milliseconds a caller waits at most, whatever its own deadline. */
  readonly timeout: number;
  /** Who may call; empty means everybody whose call is authentic. */
  readonly callers: readonly PrincipalKind[];
  /** The lane: calls with the same key run one at a time, in order. */
  readonly orderedBy?: (input: never) => string;
  /** Two calls with the same key have one effect. */
  readonly idempotencyKey?: (input: never) => string;
  /** The key that stays on its side of a canary; where left out the ordering key, or else the visitor. */
  readonly stickyBy?: (input: never, context: CallContext) => string;
  /** Reads inputs that were stored under an earlier contract: the first number of its version → what it would be today. */
  readonly earlier?: EarlierInputs;
  /** What makes two answers the same where both sides of a route are asked; equal values where left out. */
  readonly compare?: Comparison;
  /** The event that this operation consumes, if it is a subscription. */
  readonly on?: EventDefinition;
  /** The write of the same contract that this operation plans, see `plan`. */
  readonly plans?: Operation;
}

interface Promises<I extends TSchema, E extends ErrorSchemas> {
  readonly description?: string;
  readonly input: I;
  readonly errors?: E;
  readonly timeout: number;
  readonly callers?: readonly PrincipalKind[];
  readonly stickyBy?: (input: Static<I>, context: CallContext) => string;
}

const common = <I extends TSchema, E extends ErrorSchemas>(spec: Promises<I, E>) => ({
  ...(spec.description === undefined ? {} : { description: spec.description }),
  input: spec.input,
  errors: spec.errors ?? ({} as E),
  timeout: spec.timeout,
  callers: spec.callers ?? [],
  ...(spec.stickyBy ? { stickyBy: spec.stickyBy } : {}),
});

/** An operation without effects: it may be repeated, and shadowed by executing it. */
export function read<I extends TSchema, O extends TSchema, E extends ErrorSchemas = {}>(
  spec: Promises<I, E> & { readonly output: O; readonly compare?: Comparison<Static<O>> },
): Operation<I, O, 'reply', E> {
  return { ...common(spec), effect: 'read', delivery: 'reply', output: spec.output, ...(spec.compare ? { compare: spec.compare } : {}) };
}

/** An operation that changes something and answers; repeated only under its idempotency key. */
export function write<I extends TSchema, O extends TSchema, E extends ErrorSchemas = {}>(
  spec: Promises<I, E> & {
    readonly output: O;
    readonly idempotencyKey?: (input: Static<I>) => string;
    /** Calls with the same key that come through a queue are executed in order. */
    readonly orderedBy?: (input: Static<I>) => string;
    readonly compare?: Comparison<Static<O>>;
  },
): Operation<I, O, 'reply', E> {
  return {
    ...common(spec),
    ...(spec.orderedBy ? { orderedBy: spec.orderedBy } : {}),
    effect: 'write',
    delivery: 'reply',
    output: spec.output,
    ...(spec.idempotencyKey ? { idempotencyKey: spec.idempotencyKey } : {}),
    ...(spec.compare ? { compare: spec.compare } : {}),
  };
}

/** What a deferred call promises; it answers nobody, so it declares no errors and no output. */
interface DeferredPromises<I extends TSchema> {
  readonly description?: string;
  readonly input: I;
  /** Milliseconds one attempt of the handler may take. */
  readonly timeout: number;
  readonly callers?: readonly PrincipalKind[];
  readonly orderedBy: (input: Static<I>) => string;
  readonly idempotencyKey: (input: Static<I>) => string;
  /** A contract that breaks with an earlier one goes on to read what still waits under it. */
  readonly earlier?: EarlierInputs;
}

const Nothing = Type.Object({});

/** An operation that is accepted durably, and executed later in its lane. */
export function deferred<I extends TSchema>(spec: DeferredPromises<I>): Operation<I, TObject<{}>, 'deferred', {}> {
  return { ...spec, effect: 'write', delivery: 'deferred', output: Nothing, errors: {}, callers: spec.callers ?? [] };
}
