import type { IncomingMessage } from 'node:http';

/** The bytes of those bodies whose signature has to be looked at, for as long as there is the request. */
const kept = new WeakMap<IncomingMessage, Uint8Array>();

export function keepRawBody(request: IncomingMessage, body: Uint8Array): void {
  kept.set(request, body);
}

/** The body as it came; empty if there was none. */
export function rawBodyOf(request: IncomingMessage): Uint8Array {
  return kept.get(request) ?? new Uint8Array();
}
