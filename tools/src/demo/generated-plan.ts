import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateRows } from '../generator/invoices.ts';
import { writeRows } from '../generator/write-rows.ts';
import { columns } from '../replay/file/columns.ts';
import type { Plan } from '../replay/plan/plan.ts';
import type { StockFactor } from '../replay/plan/stock-factor.ts';
import { planOf } from '../replay/replay.ts';

/** Twice what is sold, so that no order is refused for want of stock. */
export const stock: StockFactor = { numerator: 2, denominator: 1 };
const seed = 7;

/** Orders that are made up, the same each time. @param folder in which their file is kept */
export async function generatedPlan(folder: string, orders: number): Promise<Plan> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'orders.csv');
  await writeRows(file, generateRows({ orders, seed, currencies: false }), columns);
  return planOf({ file, stock });
}
