import type { Ambient } from '../ambient.ts';
import { marked } from '../observe/mark.ts';
import type { Call } from './conclude.ts';

/** Has a call that comes from another host known by its operation to whatever runs within it. */
export function entered(call: Call, address: string, ambient: Ambient): Call {
  return (input, context) => ambient.run(marked(context, { operation: address }), () => call(input, context));
}
