import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { isCallError, isOperationError } from '@banyan/contracts/define';
import type { Ambient } from '@banyan/strangler';
import { sendFailure, sendText } from './answer.ts';
import { contextOf } from './call-context.ts';
import type { InFlight } from './in-flight.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { refusals } from './refusals.ts';
import { readBody, type Received } from './request-body.ts';
import { DELIVERIES, isSameContract, overrideOf, verifyPrincipal, vouchFor } from '@banyan/contracts/wire';
import { headers, SCHEME } from './wire.ts';

export interface CallIntakeOptions {
  readonly handlers: ReadonlyMap<string, MessageHandler>;
  readonly keys: KeyRing;
  readonly ambient: Ambient;
  readonly inFlight: InFlight;
  /** Bytes. */
  readonly bodyLimit: number;
  /** Whether the host takes no further calls; each answer is then the last on its connection. */
  readonly closing: () => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears of a failure of which the caller learns only that it happened. */
  readonly onDefect: (error: unknown, address: string) => void;
}

/** Takes calls from the wire into Nest's pipeline and their answers back. */
export class CallIntake {
  readonly #options: CallIntakeOptions;

  constructor(options: CallIntakeOptions) {
    this.#options = options;
  }

  /** Reads, runs and answers a call. */
  take(address: string, request: IncomingMessage, response: ServerResponse): void {
    const { inFlight, bodyLimit, closing } = this.#options;
    if (closing()) return sendFailure(response, refusals.closing(address), address);
    if (!inFlight.enter()) return sendFailure(response, refusals.busy(address), address);
    readBody(request, bodyLimit, (received) => {
      if (received === 'cutOff') return inFlight.leave();
      try {
        this.#run(address, request, received, response);
      } catch (error) {
        this.#fail(address, error, response);
      }
    });
  }

  #run(address: string, request: IncomingMessage, received: Exclude<Received, 'cutOff'>, response: ServerResponse): void {
    const { keys, now, handlers, ambient, bodyLimit } = this.#options;
    if (received === 'tooLarge') throw refusals.tooLarge(address, bodyLimit);
    const at = now();
    const signed = verifyPrincipal(keys, tokenOf(request), address, received, at);
    const context = vouchFor(contextOf(request.headers, signed, (token) => overrideOf(keys, token, at)));
    if (at >= context.deadline) throw refusals.late(address);
    const handler = handlers.get(address);
    if (!handler) throw refusals.unknown(address);
    refuseOtherContract(address, request, handler);
    const input = parsed(address, received);

    const fail = (error: unknown) => this.#fail(address, error, response);
    ambient.run(context, () => handler(input, context)).then((outcome: unknown) => {
      // Interceptors and filters make it an Observable; without them it is the answer itself.
      if (!isObservable(outcome)) return this.#succeed(address, outcome, response);
      lastValueFrom(outcome, { defaultValue: undefined }).then((answer) => this.#succeed(address, answer, response), fail);
    }, fail);
  }

  #succeed(address: string, answer: unknown, response: ServerResponse): void {
    let json: string;
    try {
      json = JSON.stringify(answer) ?? 'null';
    } catch (error) {
      return this.#fail(address, error, response);
    }
    this.#end(response);
    sendText(response, address === DELIVERIES ? 202 : 200, json);
  }

  #fail(address: string, error: unknown, response: ServerResponse): void {
    if (!isCallError(error) && !isOperationError(error)) this.#options.onDefect(error, address);
    this.#end(response);
    sendFailure(response, error, address);
  }

  #end(response: ServerResponse): void {
    if (this.#options.closing()) response.shouldKeepAlive = false;
    this.#options.inFlight.leave();
  }
}

function tokenOf({ headers: { authorization } }: IncomingMessage): string | undefined {
  return authorization?.startsWith(SCHEME) ? authorization.slice(SCHEME.length) : undefined;
}

function parsed(address: string, body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw refusals.notJson(address);
  }
}

function refuseOtherContract(address: string, request: IncomingMessage, handler: MessageHandler): void {
  const served: unknown = handler.extras?.['contractVersion'];
  const wanted = request.headers[headers.contract];
  if (typeof served !== 'string' || typeof wanted !== 'string') return;
  if (!isSameContract(served, wanted)) throw refusals.otherContract(address, served, wanted);
}
