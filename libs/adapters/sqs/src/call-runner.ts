import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { isNewerContract, vouchFor, type OpenCall } from '@banyan/contracts/wire';
import type { Ambient } from '@banyan/strangler';
import { refusals } from './refusals.ts';

export interface CallRunnerOptions {
  readonly handlers: ReadonlyMap<string, MessageHandler>;
  readonly ambient: Ambient;
  /** Milliseconds that a handler gets: nobody waits for it, so its deadline begins when it does. */
  readonly handlerTimeout: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Runs calls in Nest's pipeline, and vouches for who makes them: each was opened by `openCall`. */
export class CallRunner {
  readonly #options: CallRunnerOptions;

  constructor(options: CallRunnerOptions) {
    this.#options = options;
  }

  /**
   * @returns the handler's answer
   * @throws what the handler throws; {@link CallError} `unknownOperation` if there is none
   */
  async run({ destination, contractVersion, input, context }: OpenCall): Promise<unknown> {
    const { handlers, ambient, handlerTimeout, now } = this.#options;
    const handler = handlers.get(destination);
    if (!handler) throw refusals.unknown(destination);
    refuseNewerContract(destination, contractVersion, handler);
    const current = vouchFor({ ...context, deadline: now() + handlerTimeout });
    return ambient.run(current, async () => {
      const outcome: unknown = await handler(input, current);
      // Interceptors and filters make it an Observable; without them it is the answer itself.
      return isObservable(outcome) ? lastValueFrom(outcome, { defaultValue: undefined }) : outcome;
    });
  }
}

/**
 * A message may have waited while its host went through releases, so what was written under an older contract is read
 * as far as the schema takes it. Of a later one whose first number is higher nobody here can know what it means.
 */
function refuseNewerContract(destination: string, written: string, handler: MessageHandler): void {
  const served: unknown = handler.extras?.['contractVersion'];
  if (typeof served === 'string' && isNewerContract(served, written)) throw refusals.newerContract(destination, served, written);
}
