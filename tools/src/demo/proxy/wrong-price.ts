import type { Fault } from './faulty-proxy.ts';

/** In minor units. */
export const TOO_MUCH = 100;

/** Makes a product too dear by {@link TOO_MUCH} wherever an answer of the catalogue shows its price. */
export function wrongPrice(sku: string): Fault {
  const dearer = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(dearer);
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, dearer(inner)]));
    const { price } = copy as { readonly price?: { readonly amount?: unknown } };
    return copy['sku'] === sku && typeof price?.amount === 'number' ? { ...copy, price: { ...price, amount: price.amount + TOO_MUCH } } : copy;
  };
  return { alter: (_operation, answer) => dearer(answer) };
}
