import { Catch, Logger, type RpcExceptionFilter } from '@nestjs/common';
import { RpcException } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { CallError, isCallError, isOperationError } from '@banyan/contracts/define';

const logger = new Logger('CallFailureFilter');

/**
 * Lets the failures that callers rely on reach the transport as they are; Nest alone would turn them into
 * 'Internal server error'. A guard's refusal becomes `forbidden`.
 */
@Catch()
export class CallFailureFilter implements RpcExceptionFilter {
  readonly #served: string;

  /** @param served what the controller serves: a module's name or an address */
  constructor(served: string) {
    this.#served = served;
  }

  catch(error: unknown): Observable<never> {
    return throwError(() => this.#failure(error));
  }

  #failure(error: unknown): Error {
    if (isCallError(error) || isOperationError(error)) return error;
    if (error instanceof RpcException) return new CallError('forbidden', this.#served, error.message, { executed: 'no' });
    logger.error(`${this.#served} failed: ${error instanceof Error ? error.stack : String(error)}`);
    return new CallError('internal', this.#served, `${this.#served} failed; its host's log says why.`);
  }
}
