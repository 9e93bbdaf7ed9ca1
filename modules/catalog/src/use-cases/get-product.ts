import type { catalog } from '@banyan/contracts/catalog';
import { type InputOf, OperationError, type OutputOf } from '@banyan/contracts/define';
import type { Products } from '../ports/products.ts';
import { unknownMarket } from '../domain/failures.ts';

type GetProduct = typeof catalog.operations.getProduct;

/** A product that is not sold in the market is unknown there. */
export async function getProduct(products: Products, { market, sku }: InputOf<GetProduct>): Promise<OutputOf<GetProduct>> {
  const product = await products.find(market, sku);
  if (product === 'unknownMarket') throw unknownMarket(market);
  if (product === 'unknownProduct') {
    throw new OperationError(
      'unknownProduct',
      { market, sku },
      `'${sku}' is not sold in '${market}'. Look for another with searchProducts.`,
    );
  }
  return product;
}
