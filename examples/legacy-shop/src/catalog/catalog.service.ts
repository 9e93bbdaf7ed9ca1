import { Injectable, NotFoundException } from '@nestjs/common';

export interface Product {
  sku: string;
  name: string;
  /** In cents. */
  price: number;
}

@Injectable()
export class CatalogService {
  private readonly products: Product[] = [
    { sku: 'LAMP', name: 'Desk lamp', price: 2995 },
    { sku: 'MUG', name: 'Mug', price: 850 },
  ];

  list(): Product[] {
    return this.products;
  }

  priceOf(sku: string): number {
    const product = this.products.find((candidate) => candidate.sku === sku);
    if (!product) throw new NotFoundException(`There is no product ${sku}`);
    return product.price;
  }
}
