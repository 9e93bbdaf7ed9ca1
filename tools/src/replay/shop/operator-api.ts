import type { ApiOf, Contract } from '@banyan/contracts/define';

/** How to reach a shop as its operator. */
export interface OperatorReach {
  readonly operatorUrl: string;
  readonly operatorToken: string;
}

/**
 * A module's operations for operators, called over the operators' API.
 * @throws {Error} from each call with the shop's words if it refuses or cannot be reached
 */
export function operatorApi<C extends Contract>(contract: C, reach: OperatorReach): ApiOf<C> {
  const calls = Object.keys(contract.operations).map((name) => [name, (input: unknown) => call(`${contract.name}.${name}`, input, reach)]);
  return Object.fromEntries(calls) as ApiOf<C>;
}

async function call(operation: string, input: unknown, { operatorUrl, operatorToken }: OperatorReach): Promise<unknown> {
  const answer = await fetch(`${operatorUrl}/operator/v1/operations/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorToken}` },
    body: JSON.stringify(input),
  }).catch((cause: unknown) => {
    throw new Error(`The shop's operator does not answer at ${operatorUrl}. Is it the address in operator.env?`, { cause });
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${operation} was refused with ${answer.status}: ${text}`);
  return JSON.parse(text) as unknown;
}
