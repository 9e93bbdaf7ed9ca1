import { CallError, callLane, codecOf, DeferredCall, eventLane, type CallContext, type Contract, type EventDefinition, type InputOf, type Operation, type PayloadOf } from '@banyan/contracts/define';
import { Type, type Static, type TSchema } from 'typebox';

const Message = Type.Omit(DeferredCall, ['sequence']);

/** A deferred call before it has a place in its lane; the outbox gives it the next sequence number. */
export type OutboxMessage = Static<typeof Message>;

type DeferredNames<C extends Contract> = {
  [K in keyof C['operations']]: C['operations'][K]['delivery'] extends 'deferred' ? K : never;
}[keyof C['operations']] &
  string;

type WriteNames<C extends Contract> = Exclude<keyof C['operations'] & string, DeferredNames<C>>;

/** By whom and when a call is made that is carried out later. */
export interface Asked {
  /** The module that asks. */
  readonly from: string;
  readonly context: CallContext;
  readonly acceptedAt: Date;
}

/**
 * A deferred call, ready for the outbox. Its lane is the caller's own for each ordering key, so that calls from
 * two modules never wait for each other.
 * @throws {CallError} contractViolation, if the input does not fit
 */
export function deferCall<C extends Contract, K extends DeferredNames<C>>(
  contract: C,
  name: K,
  input: InputOf<C['operations'][K]>,
  given: Asked,
): OutboxMessage {
  return callMessage(contract, name, input, given);
}

/**
 * A call for a {@link CallQueue} of an operation that has an ordering and an idempotency key; nobody gets its answer.
 * @throws {CallError} contractViolation, if the input does not fit
 */
export function queueCall<C extends Contract, K extends WriteNames<C>>(contract: C, name: K, input: InputOf<C['operations'][K]>, given: Asked): OutboxMessage {
  const { orderedBy, idempotencyKey } = contract.operations[name] as Operation;
  if (!orderedBy || !idempotencyKey) throw new TypeError(`${contract.name}.${name} cannot wait in a queue; give it an orderedBy and an idempotencyKey.`);
  return callMessage(contract, name, input, given);
}

function callMessage(contract: Contract, name: string, input: unknown, given: Asked): OutboxMessage {
  const operation = contract.operations[name] as Operation;
  return message(contract, name, {
    lane: (key) => callLane(given.from, contract.name, key),
    keys: operation,
    schema: operation.input,
    value: input,
    at: given.acceptedAt,
    principal: given.context.principal,
    context: given.context,
  });
}

/**
 * An event, ready for the outbox. It speaks for the module that announces it, whoever caused it.
 * @throws {CallError} contractViolation, if the payload does not fit
 */
export function announce<C extends Contract, K extends keyof C['events'] & string>(
  contract: C,
  name: K,
  payload: PayloadOf<C['events'][K]>,
  given: { readonly context: CallContext; readonly at: Date },
): OutboxMessage {
  const event = contract.events[name] as EventDefinition;
  return message(contract, name, {
    lane: (key) => eventLane(`${contract.name}.${name}`, key),
    keys: event,
    schema: event.payload,
    value: payload,
    at: given.at,
    principal: { kind: 'module', module: contract.name },
    context: given.context,
  });
}

function message(
  contract: Contract,
  name: string,
  given: {
    readonly lane: (key: string) => string;
    readonly keys: Pick<Operation, 'orderedBy' | 'idempotencyKey'>;
    readonly schema: TSchema;
    readonly value: unknown;
    readonly at: Date;
    readonly principal: OutboxMessage['principal'];
    readonly context: CallContext;
  },
): OutboxMessage {
  const destination = `${contract.name}.${name}`;
  const codec = codecOf(given.schema);
  if (!codec.check(given.value)) throw violation(destination, 'value', codec.violations(given.value));
  const keyed = (key: ((value: never) => string) | undefined) => key?.(given.value as never) ?? '';
  const made: OutboxMessage = {
    lane: given.lane(keyed(given.keys.orderedBy)),
    destination,
    messageId: `${destination}:${keyed(given.keys.idempotencyKey)}`,
    contractVersion: contract.version,
    body: JSON.stringify(codec.copy(given.value)),
    principal: given.principal,
    traceparent: given.context.traceparent,
    acceptedAt: given.at.toISOString(),
    routeVersion: given.context.routeVersion,
  };
  const envelope = codecOf(Message);
  if (!envelope.check(made)) throw violation(destination, 'envelope', envelope.violations(made));
  return made;
}

function violation(destination: string, what: string, violations: ReturnType<ReturnType<typeof codecOf>['violations']>): CallError {
  const list = violations.map(({ pointer, message: why }) => `${pointer || '/'} ${why}`).join('; ');
  return new CallError('contractViolation', destination, `The ${what} for ${destination} does not fit its schema: ${list}. Send what the contract describes.`, {
    executed: 'no',
    violations,
  });
}
