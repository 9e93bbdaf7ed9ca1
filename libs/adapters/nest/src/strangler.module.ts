import { Module, type DynamicModule } from '@nestjs/common';
import { tokenOf, type Contract } from '@banyan/contracts/define';
import type { Ambient, Dispatcher } from '@banyan/strangler';
import { AMBIENT } from './async-local-ambient.ts';

export interface StranglerOptions {
  /** Every contract whose API the code of this host may ask for: its modules' and their neighbours'. */
  readonly contracts: readonly Contract[];
  /** It may be routed after the modules are built, which it is made of; earlier calls are refused. */
  readonly dispatcher: Dispatcher;
  readonly ambient: Ambient;
}

/** Puts the router in front of the modules: who asks for a contract's API by its token gets the routed one. */
@Module({})
export class StranglerModule {
  /** For the host's root module, once: provides `tokenOf(contract)` for each contract, and `AMBIENT`, everywhere. */
  static forRoot({ contracts, dispatcher, ambient }: StranglerOptions): DynamicModule {
    const apis = contracts.map((contract) => ({ provide: tokenOf(contract), useValue: dispatcher.apiOf(contract) }));
    return {
      module: StranglerModule,
      global: true,
      providers: [{ provide: AMBIENT, useValue: ambient }, ...apis],
      exports: [AMBIENT, ...apis.map(({ provide }) => provide)],
    };
  }
}
