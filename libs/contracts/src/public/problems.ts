import { Type, type Static, type TObject } from 'typebox';
import { MarketId, OrderId, Sku } from '../values.ts';

/** One way in which the shop says no: always the same status and words under the same code. */
export interface ProblemDefinition {
  readonly status: number;
  /** What happened. */
  readonly title: string;
  /** What to do next. */
  readonly detail: string;
  /** Facts that come with it, under `data`. */
  readonly data?: TObject;
  /** Response headers that go with it. */
  readonly headers?: Readonly<Record<string, string>>;
}

const CartReference = Type.Object({ cartId: Type.String() });
const OrderReference = Type.Object({ orderId: OrderId });
const bearer = { 'www-authenticate': 'Bearer' };
const signed = { 'www-authenticate': 'Payment-Signature' };
const wait = { 'retry-after': '2' };

const inputProblems = {
  invalidInput: { status: 400, title: 'The request does not fit.', detail: 'Put right everything listed under errors, then send it again.' },
  malformedJson: { status: 400, title: 'The body is not JSON.', detail: 'Send one JSON value in UTF-8.' },
  malformedRequest: { status: 400, title: 'The request is not valid HTTP.', detail: 'Check the address, the headers and the content length.' },
  idempotencyKeyMissing: {
    status: 400,
    title: 'The Idempotency-Key header is missing.',
    detail: 'Send a fresh random key of 16 to 255 printable ASCII characters with each new order, and the same key when repeating one.',
  },
  idempotencyKeyInvalid: {
    status: 400,
    title: 'The Idempotency-Key header is out of form.',
    detail: 'Use 16 to 255 printable ASCII characters, for example a UUID.',
  },
  orderAfterInvalid: {
    status: 400,
    title: 'The Order-After header is no receipt of this shop.',
    detail: 'Send the receipt of your last order as it was given, or leave the header out.',
  },
  invalidCursor: { status: 400, title: 'The cursor is none of this list.', detail: 'Use next from the previous page as it is, or leave the cursor out to begin at the first.' },
  requestTimeout: { status: 408, title: 'The request did not arrive in time.', detail: 'Send it again.' },
  payloadTooLarge: { status: 413, title: 'The body is larger than 64 KiB.', detail: 'Send less at once.' },
  unsupportedMediaType: { status: 415, title: 'The body is of a type that is not read here.', detail: 'Send JSON with Content-Type: application/json.' },
  headersTooLarge: { status: 431, title: 'The headers are larger than 16 KiB.', detail: 'Send fewer or shorter headers.' },
} as const satisfies Record<string, ProblemDefinition>;

const sessionProblems = {
  sessionMissing: { status: 401, title: 'This needs a session.', detail: 'Open one with POST /sessions and send its token as Authorization: Bearer.', headers: bearer },
  invalidSession: {
    status: 401,
    title: 'The session is expired or invalid.',
    detail: 'Open a new one with POST /sessions, or leave the Authorization header out to act as a guest.',
    data: Type.Object({ cause: Type.Union([Type.Literal('expired'), Type.Literal('invalid')]) }),
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  },
  wrongCredentials: { status: 401, title: 'E-mail and password do not match.', detail: 'Check both, or register with POST /customers.', headers: bearer },
  emailTaken: { status: 409, title: 'A customer with this e-mail exists already.', detail: 'Open a session with POST /sessions, or register another e-mail.' },
} as const satisfies Record<string, ProblemDefinition>;

const providerProblems = {
  paymentSignatureMissing: { status: 401, title: 'The event is not signed.', detail: 'Sign it with the key that the shop gave you, in the header Payment-Signature.', headers: signed },
  paymentSignatureInvalid: {
    status: 401,
    title: 'The signature of the event does not hold.',
    detail: 'Sign the body as it is sent, with the key that the shop gave you and the time of now, each time that you send it.',
    headers: signed,
  },
} as const satisfies Record<string, ProblemDefinition>;

const shopProblems = {
  routeNotFound: { status: 404, title: 'There is nothing at this address.', detail: 'GET /api/v1/openapi.json lists what there is.' },
  methodNotAllowed: { status: 405, title: 'This address does not know the method.', detail: 'Use one of the methods in the Allow header.' },
  unknownMarket: { status: 404, title: 'The shop does not sell in this market.', detail: 'GET /markets lists those it sells in.', data: Type.Object({ market: MarketId }) },
  unknownProduct: {
    status: 404,
    title: 'The market has no such product.',
    detail: 'GET /products lists what it has; stock codes are in upper case.',
    data: Type.Object({ market: MarketId, sku: Sku }),
  },
  cartNotFound: { status: 404, title: 'There is no such cart for you.', detail: 'Create one with POST /carts.', data: CartReference },
  cartFull: { status: 422, title: 'The cart has no room for a further line.', detail: 'Remove a line first, or begin a second cart.', data: Type.Object({ limit: Type.Integer() }) },
  cartEmpty: { status: 422, title: 'The cart is empty.', detail: 'Put a line into it before ordering.', data: CartReference },
  emailMissing: { status: 422, title: 'A guest needs an e-mail address.', detail: 'Send email with the order, or open a session first.' },
  idempotencyKeyReused: {
    status: 422,
    title: 'This Idempotency-Key belongs to another order.',
    detail: 'Send a fresh key for a new order; repeat the first request unchanged to see its answer again.',
    data: OrderReference,
  },
  unknownOrder: {
    status: 404,
    title: 'There is no such order for you.',
    detail: 'Send the token of the session that placed it, or its receipt, as Authorization: Bearer.',
    data: Type.Object({ orderId: Type.String() }),
  },
} as const satisfies Record<string, ProblemDefinition>;

const faults = {
  internal: { status: 500, title: 'Something went wrong in the shop.', detail: 'Try again later; name the trace when you report it.' },
  unavailable: { status: 503, title: 'The shop cannot answer just now.', detail: 'Send the same request again after the time in Retry-After.', headers: wait },
} as const satisfies Record<string, ProblemDefinition>;

/** Every problem the shoppers' API can answer with, by its stable code. */
export const problems = { ...inputProblems, ...sessionProblems, ...providerProblems, ...shopProblems, ...faults };
/** Clients decide by it: a code once given is never given another meaning. */
export type ProblemCode = keyof typeof problems;

/** Says whether a code is one of the API's own. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}

/** The definition of a problem, with all its optional parts. */
export function problemDefinition(code: ProblemCode): ProblemDefinition {
  return problems[code];
}

/** One mistake in a request: which part of it, where in that part (RFC 6901), and what would be right. */
export const Mistake = Type.Object(
  {
    in: Type.Union([Type.Literal('body'), Type.Literal('query'), Type.Literal('path')]),
    pointer: Type.String({ description: 'JSON pointer into that part.' }),
    message: Type.String(),
  },
  { title: 'Mistake' },
);
export type Mistake = Static<typeof Mistake>;

/** The problem document (RFC 9457). */
export const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri-reference', description: 'Where the problem is described.' }),
    title: Type.String({ description: 'What happened.' }),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; decide by this one.' }),
    detail: Type.String({ description: 'What to do next.' }),
    data: Type.Optional(Type.Object({}, { description: 'Facts that belong to the code.' })),
    errors: Type.Optional(Type.Array(Mistake, { description: 'All mistakes of an invalidInput.' })),
    trace: Type.Optional(Type.String({ description: 'Names this request in the shop’s log.' })),
  },
  { title: 'Problem' },
);
export type Problem = Static<typeof Problem>;
