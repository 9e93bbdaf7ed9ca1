import { setTimeout as pause } from 'node:timers/promises';
import { Way, type Endpoint } from './way.ts';

/**
 * How Route 53 checks: each ten seconds (its fast interval), unhealthy after three failures in a row and healthy after three successes, with
 * four seconds to answer (docs.aws.amazon.com, "How Amazon Route 53 determines whether a health check is healthy").
 */
const between = 10_000;
const inARow = 3;
const answerWithin = 4_000;

/** A failover record: it leads to the primary while that is healthy, else to the secondary. Checks go on until it is closed. */
export class FailoverRecord {
  readonly #way: Way;
  readonly #ends = new AbortController();
  readonly #checking: Promise<void>;

  private constructor(way: Way, checking: (signal: AbortSignal) => Promise<void>) {
    this.#way = way;
    this.#checking = checking(this.#ends.signal);
  }

  /** @param report hears of each change */
  static async of({ primary, secondary, report }: { readonly primary: string; readonly secondary: string; readonly report: (line: string) => void }): Promise<FailoverRecord> {
    const [first, second] = [primary, secondary].map((url) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) })) as [Endpoint, Endpoint];
    const way = await Way.to(first);
    return new FailoverRecord(way, async (signal) => {
      let [isHealthy, contrary] = [true, 0];
      while (!signal.aborted) {
        await pause(between, undefined, { signal }).catch(() => undefined);
        contrary = (await answers(primary)) === isHealthy ? 0 : contrary + 1;
        if (contrary < inARow || signal.aborted) continue;
        [isHealthy, contrary] = [!isHealthy, 0];
        way.leadTo(isHealthy ? first : second);
        report(`The record leads to the ${isHealthy ? 'primary' : 'secondary'} now.`);
      }
    });
  }

  /** Where shoppers call. */
  get url(): string {
    return `http://127.0.0.1:${this.#way.port}`;
  }

  async close(): Promise<void> {
    this.#ends.abort();
    await this.#checking;
    await this.#way.close();
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(answerWithin) }).then(({ ok }) => ok, () => false);
}
