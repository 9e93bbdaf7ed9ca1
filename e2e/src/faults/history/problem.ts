import { Type, type Static } from 'typebox';

/** How an operation went wrong, as far as whoever asked could see. */
export const Problem = Type.Object({
  /** The HTTP status; left out where no answer came. */
  http: Type.Optional(Type.Integer()),
  /** The `code` of the problem document. */
  code: Type.Optional(Type.String()),
  /** Seconds of the header `Retry-After`. */
  retryAfter: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Such as `ECONNRESET`. */
  error: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;
