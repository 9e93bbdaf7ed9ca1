import type { CheckoutNeeds } from '@banyan/checkout/parts';
import type { MemoryOutbox } from '@banyan/outbox/memory';
import type { IntakeRow, NotExecutedRow } from '../../checker/index.ts';
import type { Defect } from '../defects.ts';
import type { OrderStateTable } from './order-state-table.ts';

type IntakeStore = CheckoutNeeds['intakes'];
type NewIntake = Parameters<IntakeStore['take']>[0];

/** `checkout.intake`, `checkout.not_executed` and `checkout.cancellation`, with the outbox entries that are written with them. */
export class IntakeTable implements IntakeStore {
  /** By the request's key. */
  readonly #intakes = new Map<string, NewIntake>();
  readonly #byOrder = new Map<string, NewIntake>();
  readonly #unexecuted = new Map<string, NotExecutedRow & { readonly acceptedAt: string }>();
  readonly #cancellations = new Map<string, string>();
  readonly #outbox: MemoryOutbox;
  readonly #states: OrderStateTable;
  readonly #defect: Defect | undefined;

  constructor({ outbox, states, defect }: { readonly outbox: MemoryOutbox; readonly states: OrderStateTable; readonly defect: Defect | undefined }) {
    this.#outbox = outbox;
    this.#states = states;
    this.#defect = defect;
  }

  readonly cancellations: CheckoutNeeds['cancellations'] = {
    request: async ({ orderId, requestedAt, message }) => {
      const first = this.#cancellations.get(orderId);
      if (first !== undefined) return first;
      this.#cancellations.set(orderId, requestedAt);
      if (message) this.#outbox.append([message]);
      return requestedAt;
    },
  };

  async take(intake: NewIntake): ReturnType<IntakeStore['take']> {
    const earlier = this.#intakes.get(intake.requestKey);
    if (earlier && this.#defect !== 'repeats not recognised') return earlier;
    this.#intakes.set(intake.requestKey, intake);
    this.#byOrder.set(intake.orderId, intake);
    if (intake.then.kind === 'process') this.#outbox.append([intake.then.message]);
    else this.#states.write(intake.then.state, intake.then.state.history.at(-1)!.at);
    return 'taken';
  }

  async findEarlier(requestKey: string): ReturnType<IntakeStore['findEarlier']> {
    return this.#intakes.get(requestKey) ?? null;
  }

  async has(orderId: string) {
    return this.#byOrder.has(orderId);
  }

  async keepUnexecuted({ orderId, requestHash, acceptedAt }: Parameters<IntakeStore['keepUnexecuted']>[0]) {
    const key = `${orderId} ${requestHash}`;
    if (!this.#unexecuted.has(key)) this.#unexecuted.set(key, { orderId, requestHash, acceptedAt });
  }

  async recordedAmong<R extends { readonly requestKey: string; readonly requestHash: string }>(requests: readonly R[]): Promise<R[]> {
    return requests.filter(({ requestKey, requestHash }) => {
      const intake = this.#intakes.get(requestKey);
      return intake !== undefined && (intake.requestHash === requestHash || this.#unexecuted.has(`${intake.orderId} ${requestHash}`));
    });
  }

  async answers() {}

  /** The order as it was taken, and the requests under its key that are never executed. */
  find(orderId: string): { readonly intake: NewIntake; readonly notExecuted: readonly string[] } | undefined {
    const intake = this.#byOrder.get(orderId);
    const unexecuted = [...this.#unexecuted.values()].filter((one) => one.orderId === orderId);
    return intake && { intake, notExecuted: unexecuted.map(({ acceptedAt }) => acceptedAt).sort() };
  }

  rows(): IntakeRow[] {
    return [...this.#byOrder.values()].map(({ orderId, buyer, market, lines }) => ({ orderId, buyer, market, lines }));
  }

  unexecuted(): NotExecutedRow[] {
    return [...this.#unexecuted.values()].map(({ orderId, requestHash }) => ({ orderId, requestHash }));
  }
}
