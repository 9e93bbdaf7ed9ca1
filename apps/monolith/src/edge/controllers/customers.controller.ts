import { Controller, Inject } from '@nestjs/common';
import { accounts, type AccountsApi } from '@banyan/contracts/accounts';
import { tokenOf } from '@banyan/contracts/define';
import { publicApi, type AnswerOf, type RequestTo } from '@banyan/contracts/public';
import { Serves } from '../serves.ts';

const { registerCustomer, openSession } = publicApi;

/** Customers and their sessions. */
@Controller()
export class CustomersController {
  readonly #accounts: AccountsApi;

  constructor(@Inject(tokenOf(accounts)) api: AccountsApi) {
    this.#accounts = api;
  }

  @Serves(registerCustomer)
  register({ body }: RequestTo<typeof registerCustomer>): Promise<AnswerOf<typeof registerCustomer>> {
    return this.#accounts.registerCustomer(body);
  }

  @Serves(openSession)
  openSession({ body }: RequestTo<typeof openSession>): Promise<AnswerOf<typeof openSession>> {
    return this.#accounts.openSession(body);
  }
}
