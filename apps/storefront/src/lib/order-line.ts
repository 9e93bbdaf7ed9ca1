/** So many pieces of a product. */
export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
}
