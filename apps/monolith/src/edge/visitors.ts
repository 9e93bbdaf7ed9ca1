import { Inject, Injectable } from '@nestjs/common';
import { accounts, type AccountsApi } from '@banyan/contracts/accounts';
import { tokenOf, type Principal } from '@banyan/contracts/define';
import type { Endpoint } from '@banyan/contracts/public';
import { ProblemError } from './problem/problem-error.ts';
import { bearerIn, isReceipt } from './request/bearer.ts';

const guest: Principal = { kind: 'guest' };
const LONGEST_TOKEN = 2_000;

/** Tells who a request comes from. A shopper's token goes no further than this. */
@Injectable()
export class Visitors {
  readonly #accounts: AccountsApi;

  constructor(@Inject(tokenOf(accounts)) api: AccountsApi) {
    this.#accounts = api;
  }

  /** @throws {ProblemError | OperationError} `sessionMissing` where one is required, `invalidSession` where one does not hold */
  async recognise(rule: Endpoint['bearer'], authorization: string | undefined): Promise<Principal> {
    if (rule === 'none') return guest;
    if (authorization === undefined) {
      if (rule === 'required') throw new ProblemError('sessionMissing');
      return guest;
    }
    const token = bearerIn(authorization);
    if (rule === 'orReceipt' && token !== undefined && isReceipt(token)) return guest;
    if (token === undefined || token.length > LONGEST_TOKEN) throw new ProblemError('invalidSession', { data: { cause: 'invalid' } });
    const { customerId } = await this.#accounts.identify({ token });
    return { kind: 'customer', customerId };
  }
}
