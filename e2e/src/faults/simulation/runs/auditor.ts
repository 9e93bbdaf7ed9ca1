import { stock } from '../../history/index.ts';
import type { Shop } from '../shop/shop.ts';

/** Counts the stock from time to time, all of it at one instant. */
export async function audit({ database, notebook, time }: Shop, times: number, withinMs: number): Promise<void> {
  for (let count = 0; count < times; count++) {
    await time.pause(withinMs / times);
    const told = notebook.begin('auditor', stock, {});
    const heldOf = (sku: string) => database.stock.movements().reduce((sum, { sku: of, kind, quantity }) => (of === sku ? sum + (kind === 'reserved' ? quantity : -quantity) : sum), 0);
    told.ok({ levels: database.stock.rows().map(({ sku, onHand }) => ({ sku, onHand, held: heldOf(sku) })) });
  }
}
