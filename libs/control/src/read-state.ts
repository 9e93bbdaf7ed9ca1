import { RoutesUnreadable, type RouteChange, type RouteCodec, type StoredRoutes } from '@banyan/strangler';

/** A stored state as it was read: the change that made it, or why it cannot be read. */
export type ReadState =
  | { readonly version: number; readonly change: RouteChange }
  | { readonly version: number; readonly unreadable: string };

/** Reads a state. One that is signed but tells of another version was moved there by a stranger, and counts as unreadable. */
export function readState({ version, text }: StoredRoutes, codec: RouteCodec): ReadState {
  try {
    const change = codec.decode(text);
    if (change.table.version === version) return { version, change };
    return { version, unreadable: `Version ${version} holds routes that were made as version ${change.table.version}.` };
  } catch (error) {
    if (!(error instanceof RoutesUnreadable)) throw error;
    return { version, unreadable: error.message };
  }
}
