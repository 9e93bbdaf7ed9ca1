import type { ServerResponse } from 'node:http';
import { encodeFailure } from '@banyan/contracts/wire';

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

/** Sends JSON text, head and body in one write. */
export function sendJson(response: ServerResponse, status: number, json: string, type = JSON_TYPE): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(json) });
  response.end(json);
}

/** Sends an error as a problem document. */
export function sendFailure(response: ServerResponse, error: unknown, address: string): void {
  const { status, body } = encodeFailure(error, address);
  if (status === 503) response.setHeader('retry-after', '1');
  sendJson(response, status, body, PROBLEM_TYPE);
}
