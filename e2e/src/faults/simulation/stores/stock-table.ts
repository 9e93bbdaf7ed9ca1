import type { CatalogPorts } from '@banyan/catalog/parts';
import type { MovementRow, StockRow } from '../../checker/index.ts';
import type { Defect } from '../defects.ts';

type Stock = CatalogPorts['stock'];
type Answer = Awaited<ReturnType<Stock['reserve']>>;

/** `catalog.stock`, `catalog.reservation` and `catalog.movement`. */
export class StockTable implements Stock {
  readonly #onHand: Map<string, number>;
  readonly #initial: ReadonlyMap<string, number>;
  readonly #answers = new Map<string, Answer>();
  readonly #movements: MovementRow[] = [];
  readonly #defect: Defect | undefined;
  readonly #later: (then: () => void) => void;

  /** @param later does something a moment later */
  constructor(initial: ReadonlyMap<string, number>, { defect, later }: { readonly defect: Defect | undefined; readonly later: (then: () => void) => void }) {
    this.#initial = initial;
    this.#onHand = new Map(initial);
    this.#defect = defect;
    this.#later = later;
  }

  async reserve(orderId: string, demand: Parameters<Stock['reserve']>[1]) {
    const given = this.#answers.get(orderId);
    if (given && this.#defect !== 'stock reserved with each try') return given;
    const short = demand.find(({ sku, quantity }) => (this.#onHand.get(sku) ?? 0) < quantity);
    const answer: Answer = short ? { outcome: 'outOfStock', sku: short.sku } : { outcome: 'reserved' };
    this.#answers.set(orderId, answer);
    const take = () => {
      for (const line of demand) this.#move({ orderId, ...line, kind: 'reserved' });
    };
    if (!short && this.#defect === 'stock checked, then taken') this.#later(take);
    else if (!short) take();
    return answer;
  }

  async release(orderId: string) {
    const own = this.#movements.filter((movement) => movement.orderId === orderId);
    if (own.some(({ kind }) => kind === 'released')) return;
    for (const { sku, quantity } of own) this.#move({ orderId, sku, quantity, kind: 'released' });
  }

  async levels() {
    return this.rows();
  }

  rows(): StockRow[] {
    return [...this.#onHand].map(([sku, onHand]) => ({ sku, initial: this.#initial.get(sku) ?? 0, onHand }));
  }

  movements(): readonly MovementRow[] {
    return this.#movements;
  }

  #move(movement: MovementRow): void {
    const { sku, quantity, kind } = movement;
    this.#movements.push(movement);
    this.#onHand.set(sku, (this.#onHand.get(sku) ?? 0) + (kind === 'reserved' ? -quantity : quantity));
  }
}
