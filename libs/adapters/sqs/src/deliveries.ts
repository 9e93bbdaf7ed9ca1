import { isCallError } from '@banyan/contracts/define';
import { DELIVERIES, type OpenCall } from '@banyan/contracts/wire';
import type { Letter } from './letter.ts';

/** Letters that are handed on in one call. */
export interface MergedDeliveries {
  readonly letters: readonly Letter[];
  readonly call: OpenCall;
}

/** Puts the deliveries among letters that come from one host together, in the order in which they came, if there are several. */
export function mergeDeliveries(letters: readonly Letter[]): { readonly merged?: MergedDeliveries; readonly others: readonly Letter[] } {
  const mergeable: Letter[] = [];
  const others: Letter[] = [];
  const calls: unknown[] = [];
  let first: OpenCall | undefined;
  for (const letter of letters) {
    const { content } = letter;
    if (isDelivery(content) && sameSender((first ??= content), content)) {
      mergeable.push(letter);
      calls.push(...content.input.calls);
    } else others.push(letter);
  }
  if (!first || mergeable.length < 2) return { others: letters };
  return { merged: { letters: mergeable, call: { ...first, input: { calls } } }, others };
}

function isDelivery(content: Letter['content']): content is OpenCall & { input: { calls: readonly unknown[] } } {
  if (isCallError(content) || content.destination !== DELIVERIES) return false;
  const { input } = content;
  return typeof input === 'object' && input !== null && 'calls' in input && Array.isArray(input.calls);
}

function sameSender({ context: one }: OpenCall, { context: other }: OpenCall): boolean {
  return one.caller === other.caller && JSON.stringify(one.principal) === JSON.stringify(other.principal);
}
