import type { Static, TObject, TSchema } from 'typebox';
import type { Violation } from '../define/index.ts';
import { closed } from './fields.ts';
import type { ProblemCode } from './problems.ts';

/** Where all addresses of the shoppers' API begin. */
export const API_PREFIX = '/api/v1';

/** The methods that the API uses. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * What the Authorization header may hold:
 * - `none`: it is not looked at
 * - `optional`: a session's token; without one the shopper is a guest
 * - `required`: a session's token
 * - `orReceipt`: a session's token or an order's receipt; without one nothing is found
 */
export type Bearer = 'none' | 'optional' | 'required' | 'orReceipt';

/** A header, and the problems for when it is not there or out of form. */
export interface Header {
  readonly schema: TSchema;
  /** Left out for a header that need not be there. */
  readonly missing?: ProblemCode;
  readonly invalid: ProblemCode;
}

/** Headers by their names in lower case. */
export type Headers = Readonly<Record<string, Header>>;

/** One address of the shoppers' API with all it takes and gives. Built by {@link endpoint}. */
export interface Endpoint<
  P extends TObject = TObject,
  Q extends TObject = TObject,
  H extends Headers = Headers,
  B extends TSchema = TSchema,
  A extends TSchema = TSchema,
> {
  readonly method: Method;
  /** Below the prefix, with parameters in braces: `/products/{sku}`. */
  readonly path: string;
  readonly summary: string;
  readonly bearer: Bearer;
  readonly params: P;
  /** Ids in the path that only the shop makes: one out of form is one that does not exist. */
  readonly issuedIds: Readonly<Record<string, ProblemCode>>;
  readonly query: Q;
  readonly headers: H;
  /** {@link NoBody} where none is taken. */
  readonly body: B;
  /** What the body's schema cannot say; looks at a body that need not fit the schema. */
  readonly bodyRule: (body: unknown) => Violation[];
  readonly answer: Answer<A>;
  /** Whether nobody can tell a request that was sent twice from one that was sent once: a proxy may send it again when it got no answer. */
  readonly repeatable: boolean;
  /** Its own problems; those of every endpoint are added by {@link problemsOf}. */
  readonly problems: readonly ProblemCode[];
}

interface Answer<A extends TSchema> {
  readonly status: 200 | 201 | 202;
  readonly body: A;
  /** The Location header: an address below the prefix. */
  readonly location?: (answer: never) => string;
}

/** The body of an endpoint that takes none; an empty object is let pass. */
export const NoBody = closed({});
const Nothing = closed({});

interface Spec<P, Q, H, B, A extends TSchema> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly bearer: Bearer;
  readonly params?: P;
  readonly issuedIds?: Readonly<Record<string, ProblemCode>>;
  readonly query?: Q;
  readonly headers?: H;
  readonly body?: B;
  readonly bodyRule?: (body: unknown) => Violation[];
  readonly answer: Omit<Answer<A>, 'location'> & { readonly location?: (answer: Static<A>) => string };
  /** A POST is not, unless it says so; all else is (RFC 9110). */
  readonly repeatable?: boolean;
  readonly problems?: readonly ProblemCode[];
}

/** Declares an endpoint; what is left out takes nothing. */
export function endpoint<
  A extends TSchema,
  P extends TObject = typeof Nothing,
  Q extends TObject = typeof Nothing,
  H extends Headers = {},
  B extends TSchema = typeof NoBody,
>(spec: Spec<P, Q, H, B, A>): Endpoint<P, Q, H, B, A> {
  return {
    params: Nothing as TObject as P,
    query: Nothing as TObject as Q,
    headers: {} as H,
    body: NoBody as TSchema as B,
    issuedIds: {},
    bodyRule: () => [],
    problems: [],
    repeatable: spec.method !== 'POST',
    ...spec,
  };
}

/** A request to an endpoint, checked: only what the endpoint declares, with its types. */
export interface RequestTo<E extends Endpoint> {
  readonly params: Static<E['params']>;
  readonly query: Static<E['query']>;
  readonly headers: { readonly [N in keyof E['headers']]: E['headers'][N] extends { readonly missing: ProblemCode } ? string : string | undefined };
  readonly body: Static<E['body']>;
}

/** The body of an endpoint's answer. */
export type AnswerOf<E extends Endpoint> = Static<E['answer']['body']>;

/** Every problem an endpoint can answer with. */
export function problemsOf(endpoint: Endpoint): ProblemCode[] {
  const body: ProblemCode[] = endpoint.body === NoBody ? [] : ['malformedJson', 'payloadTooLarge', 'unsupportedMediaType'];
  const session: ProblemCode[] = endpoint.bearer === 'none' ? [] : ['invalidSession'];
  const required: ProblemCode[] = endpoint.bearer === 'required' ? ['sessionMissing'] : [];
  const headers = Object.values(endpoint.headers).flatMap(({ missing, invalid }) => (missing ? [missing, invalid] : [invalid]));
  return ['invalidInput', ...body, ...headers, ...session, ...required, ...endpoint.problems, 'internal', 'unavailable'];
}
