import { compareSchemas } from './compare-schemas.ts';
import { difference } from './difference.ts';
import type { PromiseDifference } from './compare-promises.ts';
import type { PublishedOperation } from './published-contract.ts';

/**
 * Compares the errors that an operation declares. A consumer takes a code that it does not know for `internal`, so a new one is
 * breaking; where there are statuses, one that could come already tells the consumer enough.
 */
export function compareErrors(older: PublishedOperation, newer: PublishedOperation): PromiseDifference[] {
  const codes = [...new Set([...Object.keys(older.errors), ...Object.keys(newer.errors)])];
  return codes.flatMap((code) => compareError(code, older, newer).map((found) => ({ part: `errors.${code}`, ...found })));
}

function compareError(code: string, older: PublishedOperation, newer: PublishedOperation) {
  const [was, is] = [older.errors[code], newer.errors[code]];
  if (!was && !is) return [];
  if (!is) return [difference('errorRemoved', 'compatible', { pointer: '', was: code, message: `The error '${code}' does not come.` })];
  if (!was) return [added(code, is.status, older)];
  const data = compareSchemas(was.data, is.data, 'received');
  if (was.status === is.status) return data;
  const message = `The status of '${code}' was ${was.status ?? 'none'} and is ${is.status ?? 'none'}.`;
  return [difference('promiseChanged', 'breaking', { pointer: '', was: was.status, is: is.status, message }), ...data];
}

function added(code: string, status: number | undefined, older: PublishedOperation) {
  const isKnownStatus = status !== undefined && Object.values(older.errors).some((error) => error.status === status);
  const how = isKnownStatus ? `with the status ${status} that consumers know` : 'which consumers do not know';
  return difference('errorAdded', isKnownStatus ? 'compatible' : 'breaking', { pointer: '', is: code, message: `The error '${code}' may come, ${how}.` });
}
