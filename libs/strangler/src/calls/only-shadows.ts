import { CallError } from '@banyan/contracts/define';
import type { Call } from './conclude.ts';

/** Has every call refused, before it begins, that is not made for comparison only. */
export function onlyShadows(address: string, call: Call): Call {
  return (input, context) => (context.shadow ? call(input, context) : refuseEffective(address));
}

function refuseEffective(address: string): Promise<never> {
  return Promise.reject(
    new CallError('unknownOperation', address, `This host is a candidate: it answers ${address} for comparison only. Name it in shadow routes, and route what people wait for to another.`, {
      executed: 'no',
    }),
  );
}
