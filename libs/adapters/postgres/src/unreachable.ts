import { Unavailable } from '@banyan/contracts/define';

/** What the server answers when it takes no connection, ends one, or carries nothing out, for reasons of its own (SQLSTATE): no memory or disk left, no writer any more. */
const turnedAway = /^(08...|53...|58...|57P0[1235]|25006)$/;

/** What the system says of a connection that was not made or has broken. */
const cutOff = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENOTFOUND|EAI_AGAIN)$/;

/** The same in the words of `pg`, whose own errors have no code. */
const inWords = /^(Connection terminated|timeout e(xpired|xceeded)|Query read timeout$|Client (has encountered|was closed))/;

/** Tells a failure to reach PostgreSQL, or to hear from it in time, from a failure of the statement. */
export function isUnreachable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' ? turnedAway.test(code) || cutOff.test(code) : typeof message === 'string' && inWords.test(message);
}

/** Throws the error, as `Unavailable` if PostgreSQL could not be reached. */
export function failed(error: unknown): never {
  throw isUnreachable(error) ? new Unavailable('PostgreSQL', { cause: error }) : error;
}
