import { isCallError, isOperationError, type Principal } from '@banyan/contracts/define';
import { isProblemCode, problemDefinition } from '@banyan/contracts/public';
import type { Problem } from '../../history/index.ts';
import type { Shop } from '../shop/shop.ts';
import { Process } from '../time/process.ts';

/** What a shopper got. */
export type Answer = { readonly kind: 'answered'; readonly value: unknown } | { readonly kind: 'refused'; readonly problem: Problem } | { readonly kind: 'unknown'; readonly problem: Problem };

/** Milliseconds that a shopper waits. */
const patienceMs = 8_000;

/** Where shoppers are: outside of the shop. */
export class Shoppers {
  readonly process: Process;
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
    this.process = new Process('shoppers', shop.time);
  }

  /** Sends a request to any of the monoliths that seem to be there, and waits for the answer, as long as it takes or patience lasts. */
  async ask(operation: string, input: unknown, principal: Principal): Promise<Answer> {
    const { borders, hosts, chance } = this.#shop;
    const answer = borders.edge.cross(this.process, async () => {
      const monoliths = hosts.filter(({ name, isThere }) => name === 'monolith' && isThere);
      if (monoliths.length === 0) throw new NoConnection();
      return chance.pick(monoliths).enter(operation, input, principal);
    }, () => new NoConnection());
    const late = Promise.withResolvers<never>();
    const callOff = this.process.later(patienceMs, () => late.reject(new NoConnection('ETIMEDOUT')));
    try {
      return { kind: 'answered', value: await Promise.race([answer, late.promise]) };
    } catch (error) {
      return asSeen(error);
    } finally {
      callOff();
    }
  }
}

/** No answer came. */
class NoConnection extends Error {
  override readonly name = 'NoConnection';
  readonly code: string;

  constructor(code = 'ECONNRESET') {
    super(code);
    this.code = code;
  }
}

/** A failure as the public API tells it. */
function asSeen(error: unknown): Answer {
  if (error instanceof NoConnection) return { kind: 'unknown', problem: { error: error.code } };
  if (isOperationError(error) && isProblemCode(error.code)) {
    return { kind: 'refused', problem: { http: problemDefinition(error.code).status, code: error.code } };
  }
  const isPassing = isCallError(error) && (error.code === 'unavailable' || error.code === 'deadlineExceeded');
  return { kind: 'unknown', problem: isPassing ? { http: 503, code: 'unavailable', retryAfter: 2 } : { http: 500, code: 'internal' } };
}
