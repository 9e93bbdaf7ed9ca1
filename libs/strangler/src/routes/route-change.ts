import type { RouteTableDefinition } from './route.ts';

/** A state of the routes, with who brought it about. */
export interface RouteChange {
  readonly table: RouteTableDefinition;
  /** Who changed them: an operator's name, or `rollout` for one that moved on by itself. */
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly why: string;
}

/** Writes changes as text and reads them back. */
export interface RouteCodec {
  encode(change: RouteChange): string;
  /** @throws {RoutesUnreadable} if the text is damaged, forged or of an unknown form */
  decode(text: string): RouteChange;
}

/** A text that holds no routes one could trust. */
export class RoutesUnreadable extends Error {
  override readonly name = 'RoutesUnreadable';
}
