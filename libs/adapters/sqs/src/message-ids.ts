import { createHash } from 'node:crypto';

/** What SQS allows in the id of a group or of a deduplication. */
const allowed = /^[\x21-\x7e]{1,128}$/;

/** A text as SQS's id: the text itself where SQS allows it, else its digest. */
export function messageId(text: string): string {
  return allowed.test(text) ? text : digest(text);
}

/** SHA-256, as SQS allows it in an id. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
