import { Type, type Static } from 'typebox';
import { Principal } from './principal.ts';

/**
 * A deferred call, or an event on its way to a subscriber, as it is stored and as it travels. The body is
 * checked against the operation's schema where it is made and again where it is handled.
 */
export const DeferredCall = Type.Object({
  /** Calls of one lane are executed one at a time, by rising sequence. */
  lane: Type.String({ minLength: 1, maxLength: 300 }),
  /** 1, 2, 3 … without a gap within the lane. */
  sequence: Type.Integer({ minimum: 1 }),
  /** An operation or an event: `orders.placeOrder`, `orders.orderChanged`. */
  destination: Type.String({ pattern: '^[a-z][a-zA-Z0-9]*\\.[a-z][a-zA-Z0-9]*$' }),
  /** The same for every copy of this call. */
  messageId: Type.String({ minLength: 1, maxLength: 400 }),
  /** The contract that the body was written under. */
  contractVersion: Type.String({ maxLength: 40 }),
  /** JSON text of the input or the event's payload. */
  body: Type.String(),
  /** Who asked, as of acceptance. */
  principal: Principal,
  traceparent: Type.String({ maxLength: 100 }),
  acceptedAt: Type.String({ format: 'date-time' }),
  /** The route table at acceptance, for audit: delivery is decided anew. */
  routeVersion: Type.Integer(),
});
export type DeferredCall = Static<typeof DeferredCall>;

/** Says that an inbox has the calls of one of its lanes, so that the outbox they came from need not keep them. */
export const Acknowledgement = Type.Object({
  /** The inbox's lane. */
  lane: DeferredCall.properties.lane,
  /** The last sequence up to which none is missing; 0 if the first is. */
  sequence: Type.Integer({ minimum: 0 }),
});
export type Acknowledgement = Static<typeof Acknowledgement>;
