import { Type, type Static } from 'typebox';
import { codecOf, type Violation } from '../define/index.ts';

const Version = Type.String({ pattern: '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$' });
/** Any JSON Schema. */
const Schema = Type.Record(Type.String(), Type.Unknown());
/** What has to stay word for word: `effect: write`, `orderedBy: {buyer}`. */
const Promises = Type.Record(Type.String(), Type.String());
const description = Type.Optional(Type.String());

export const PublishedError = Type.Object({
  /** The status of the answer, where a consumer sees one. */
  status: Type.Optional(Type.Integer()),
  data: Schema,
});
export type PublishedError = Static<typeof PublishedError>;

export const PublishedOperation = Type.Object({
  description,
  promises: Promises,
  /** Milliseconds that a caller waits at most; left out where nobody waits. */
  timeout: Type.Optional(Type.Integer()),
  /** Who may call; empty means everybody. */
  callers: Type.Array(Type.String()),
  input: Schema,
  output: Schema,
  errors: Type.Record(Type.String(), PublishedError),
  /** First numbers of earlier versions whose stored inputs are still read. */
  readsEarlier: Type.Optional(Type.Array(Type.String())),
});
export type PublishedOperation = Static<typeof PublishedOperation>;

export const PublishedEvent = Type.Object({ description, promises: Promises, payload: Schema });
export type PublishedEvent = Static<typeof PublishedEvent>;

/** A contract as plain JSON, with all that its consumers rely on; keys as templates such as `{orderId}:{revision}`. */
export const PublishedContract = Type.Object({
  name: Type.String(),
  version: Version,
  description,
  operations: Type.Record(Type.String(), PublishedOperation),
  events: Type.Record(Type.String(), PublishedEvent),
  groups: Type.Record(Type.String(), Type.Array(Type.String())),
});
export type PublishedContract = Static<typeof PublishedContract>;

/** What keeps a value from being a published contract; empty if it is one. */
export function publishedContractViolations(value: unknown): Violation[] {
  return codecOf(PublishedContract).violations(value);
}

/** Stands in a key's template for what is computed and cannot be seen. */
export const HIDDEN_KEY = '{computed}';
