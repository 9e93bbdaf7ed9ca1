import type { IncomingMessage } from 'node:http';

/** A body in full, or why there is none: it is over the limit, or the caller left before its end. */
export type Received = Buffer | 'tooLarge' | 'cutOff';

/**
 * Reads a body of at most `limit` bytes and reports exactly once; as soon as the limit is passed, too. What
 * comes after is thrown away.
 */
export function readBody(request: IncomingMessage, limit: number, report: (received: Received) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let reported = false;
  const once = (received: Received) => {
    reported = true;
    report(received);
  };
  request.on('data', (chunk: Buffer) => {
    if (reported) return;
    size += chunk.length;
    if (size > limit) once('tooLarge');
    else chunks.push(chunk);
  });
  request.on('end', () => {
    if (!reported) once(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size));
  });
  request.on('close', () => {
    if (!reported) once('cutOff');
  });
}
