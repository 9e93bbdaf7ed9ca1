import { codecOf } from '@banyan/contracts/define';
import { Pool } from 'undici';
import type { ChargeOutcome } from '../domain/charge.ts';
import { NoAnswer, type PaymentProvider, type ProviderCharge } from '../ports/payment-provider.ts';
import { ChargeAnswer } from './provider-answers.ts';

/** How long an answer is waited for, in milliseconds. */
export interface Patience {
  /** For a charge or a refund. */
  readonly act: number;
  /** For what became of one. */
  readonly ask: number;
}

/** Ask, act, ask and act again fit well into the ten seconds that a caller of `payments.charge` waits. */
export const defaultPatience: Patience = { act: 2_500, ask: 1_000 };

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly wait: number;
}

/** Answers that ask for patience. */
const LATER: ReadonlySet<number> = new Set([408, 429]);

const chargeAnswer = codecOf(ChargeAnswer);

/** The payment provider over HTTP. */
export class HttpPaymentProvider implements PaymentProvider {
  readonly #pool: Pool;
  readonly #prefix: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #patience: Patience;

  constructor(spec: { readonly url: string; readonly key: string; readonly patience?: Patience }) {
    const url = new URL(spec.url);
    this.#pool = new Pool(url.origin, { connections: 64 });
    this.#prefix = url.pathname.replace(/\/$/, '');
    this.#headers = { authorization: `Bearer ${spec.key}`, 'content-type': 'application/json' };
    this.#patience = spec.patience ?? defaultPatience;
  }

  async charge({ key, money, token }: Parameters<PaymentProvider['charge']>[0]): Promise<ChargeOutcome> {
    const body = { key, ...money, token };
    const answer = await this.#send({ method: 'POST', path: '/charges', body, wait: this.#patience.act });
    return readCharge(answer.expect(200)).decided;
  }

  async findCharge(key: string): Promise<ProviderCharge | undefined> {
    const answer = await this.#send({ method: 'GET', path: pathOf(key), wait: this.#patience.ask });
    return answer.status === 404 ? undefined : readCharge(answer.expect(200));
  }

  async refund({ chargeKey, key }: { readonly chargeKey: string; readonly key: string }): Promise<void> {
    const answer = await this.#send({ method: 'POST', path: `${pathOf(chargeKey)}/refund`, body: { key }, wait: this.#patience.act });
    answer.expect(200);
  }

  /** Lets requests in flight end, then closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  async #send({ method, path, body, wait }: Request) {
    const sent = await this.#pool
      .request({
        method,
        path: this.#prefix + path,
        headers: this.#headers,
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.timeout(wait),
      })
      .then(async (response) => ({ status: response.statusCode, text: await response.body.text() }))
      .catch((cause: unknown) => {
        throw new NoAnswer(`The payment provider did not answer ${method} ${path} within ${wait} ms.`, { cause });
      });
    if (sent.status >= 500 || LATER.has(sent.status)) throw new NoAnswer(`The payment provider answered ${method} ${path} with ${sent.status}.`);
    return {
      status: sent.status,
      expect(status: number): string {
        if (sent.status === status) return sent.text;
        throw new Error(`The payment provider refused ${method} ${path} with ${sent.status}. Check PAYMENT_PROVIDER_URL and PAYMENT_PROVIDER_KEY.`);
      },
    };
  }
}

const pathOf = (chargeKey: string) => `/charges/${encodeURIComponent(chargeKey)}`;

function readCharge(text: string): ProviderCharge {
  const answer = parse(text);
  if (!chargeAnswer.check(answer)) {
    throw new NoAnswer('The payment provider answered with something other than a charge.');
  }
  return answer.outcome === 'approved'
    ? { decided: { outcome: 'approved', chargeId: answer.chargeId }, refunded: answer.refundId !== undefined }
    : { decided: { outcome: 'declined' }, refunded: false };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
