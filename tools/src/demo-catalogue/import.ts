import { demoMarkets } from './markets.ts';
import { demoProducts } from './products.ts';

/**
 * Brings the demo catalogue into a shop through its operator's API. It may be repeated: what is there stays as
 * it is, and what somebody has changed since is left to them.
 * @throws {Error} with the shop's answer if it refuses the import for any other reason
 */
export async function importDemoCatalogue(into: {
  readonly operatorUrl: string;
  readonly operatorToken: string;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const imports = [
    ['catalog.importMarkets', { markets: demoMarkets }],
    ['catalog.importProducts', { products: demoProducts }],
  ] as const;
  for (const [operation, input] of imports) {
    const outcome = await call(operation, input, into);
    if (outcome === 'imported') continue;
    into.report('The demo catalogue was left as it is: it has been changed since it was brought in.');
    return;
  }
}

async function call(
  operation: string,
  input: object,
  { operatorUrl, operatorToken, signal }: Parameters<typeof importDemoCatalogue>[0],
): Promise<'imported' | 'conflict'> {
  const answer = await fetch(`${operatorUrl}/operator/v1/operations/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorToken}` },
    body: JSON.stringify(input),
    signal,
  });
  const text = await answer.text();
  if (answer.ok) return 'imported';
  if (codeOf(text) === 'importConflict') return 'conflict';
  throw new Error(`The demo catalogue was not brought in: ${operation} answered ${answer.status}. ${text}\nStart with --no-demo to leave it out.`);
}

function codeOf(problem: string): string | undefined {
  try {
    return (JSON.parse(problem) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
