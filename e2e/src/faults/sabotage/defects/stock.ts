import { rewriting, unsent } from '../altered-statements.ts';
import type { Defect } from '../defect.ts';

const reserve = { words: 'INSERT INTO catalog.reservation (' };
const release = { words: `SELECT $1, sku, 'released', quantity, $2 FROM held` };

/** What the catalogue may do wrong with stock. */
export const stockDefects: readonly Defect[] = [
  {
    name: 'nobody looks whether enough is left',
    fault: 'F42',
    shop: 'in-process',
    caughtBy: ['stock-adds-up', 'accepted-is-kept'],
    alterations: [rewriting(reserve, ['held.on_hand IS NULL OR held.on_hand < wanted.quantity', 'held.on_hand IS NULL'])],
  },
  {
    name: 'stock is counted, and taken a moment later',
    fault: 'F59',
    shop: 'by-http',
    caughtBy: ['stock-adds-up', 'stock-as-seen'],
    alterations: [
      rewriting(
        reserve,
        ['    ORDER BY stock.sku\n    FOR NO KEY UPDATE OF stock\n  ), decided', '  ), decided'],
        ['SET on_hand = stock.on_hand - held.quantity', 'SET on_hand = held.on_hand - held.quantity'],
      ),
    ],
  },
  {
    name: 'a reservation leaves what is on hand as it is',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['stock-adds-up'],
    alterations: [rewriting(reserve, ['SET on_hand = stock.on_hand - held.quantity', 'SET on_hand = stock.on_hand'])],
  },
  {
    name: 'stock is promised and not taken',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['stock-adds-up'],
    alterations: [unsent(reserve, () => [{ short_of: null }])],
  },
  {
    name: 'stock is taken anew with each try',
    fault: 'F35',
    caughtBy: ['stock-adds-up'],
    alterations: [
      rewriting(
        reserve,
        ['ON CONFLICT (order_id) DO NOTHING', 'ON CONFLICT (order_id) DO UPDATE SET decided_at = excluded.decided_at'],
        [`'reserved', held.quantity, $4\n    FROM held, decided\n    WHERE decided.short_of IS NULL`, `'reserved', held.quantity, $4\n    FROM held, decided\n    WHERE decided.short_of IS NULL ON CONFLICT DO NOTHING`],
      ),
    ],
  },
  {
    name: 'stock is given back anew with each try',
    fault: 'F35',
    // Few orders give anything back.
    seconds: 12,
    caughtBy: ['stock-adds-up'],
    alterations: [rewriting(release, ['ON CONFLICT (order_id, sku, kind) DO NOTHING', 'ON CONFLICT (order_id, sku, kind) DO UPDATE SET quantity = excluded.quantity'])],
  },
  {
    name: 'an order that ends keeps its stock',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['stock-adds-up'],
    alterations: [unsent(release)],
  },
];
