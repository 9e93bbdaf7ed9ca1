import type { ServerResponse } from 'node:http';
import { encodeFailure } from '@banyan/contracts/wire';

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

/** Sends text, JSON if nothing else is said; head and body in one write. */
export function sendText(response: ServerResponse, status: number, text: string, type = JSON_TYPE): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** Sends an error as a problem document. */
export function sendFailure(response: ServerResponse, error: unknown, address: string): void {
  const { status, body } = encodeFailure(error, address);
  if (status === 503) response.setHeader('retry-after', '1');
  sendText(response, status, body, PROBLEM_TYPE);
}
