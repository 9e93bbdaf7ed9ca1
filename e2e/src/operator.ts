/** An operator's calls to a shop under test. */
export class Operator {
  readonly #url: string;
  readonly #token: string;

  constructor({ operatorUrl, operatorToken }: { readonly operatorUrl: string; readonly operatorToken: string }) {
    this.#url = operatorUrl;
    this.#token = operatorToken;
  }

  /** @throws {Error} with the problem if the shop refuses */
  async call<T>(operation: string, input: unknown): Promise<T> {
    const response = await fetch(`${this.#url}/operator/v1/operations/${operation}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${operation} was refused: ${text}`);
    return JSON.parse(text) as T;
  }
}

interface Stock {
  readonly items: readonly { readonly sku: string; readonly initial: number; readonly onHand: number }[];
}

/** SKU → pieces that orders hold. */
export async function sold(operator: Operator): Promise<Record<string, number>> {
  const { items } = await operator.call<Stock>('catalog.listStock', { limit: 5_000 });
  return Object.fromEntries(items.map(({ sku, initial, onHand }) => [sku, initial - onHand]));
}
