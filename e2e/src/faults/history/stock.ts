import { Sku } from '@banyan/contracts/values';
import { Type } from 'typebox';
import { kind } from './kind.ts';
import { Problem } from './problem.ts';

/** Somebody counts the stock of some SKUs while the shop sells: all of it read by one statement. */
export const stock = kind('stock', {
  invoke: Type.Object({}),
  ok: Type.Object({
    levels: Type.Array(
      Type.Object({
        sku: Sku,
        onHand: Type.Integer(),
        /** Pieces that orders hold by the movements: reserved, less released. */
        held: Type.Integer(),
      }),
    ),
  }),
  fail: Problem,
  info: Problem,
});
