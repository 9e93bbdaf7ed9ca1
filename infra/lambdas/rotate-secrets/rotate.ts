import { kinds } from './kinds.ts';
import type { Changes, Content, Kind, Place } from './secret.ts';

/** What Secrets Manager asks, four times for each rotation; each may be asked again. */
export interface Asked {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  readonly SecretId: string;
  /** The version that is being made. */
  readonly ClientRequestToken: string;
}

/** What the function needs of the world. */
export interface World extends Changes {
  readonly place: Place;
  current(secret: string): Promise<Content>;
  pending(secret: string, version: string): Promise<Content | undefined>;
  keepPending(secret: string, version: string, content: Content): Promise<void>;
  makeCurrent(secret: string, version: string): Promise<void>;
  /** Has the tasks of a service replaced by new ones, which read their secrets anew; a service that is not there is passed over. */
  rollOver(service: string): Promise<void>;
  /** 32 random bytes as base64url. */
  fresh(): string;
}

/** Does one step of making a secret anew. @throws {Error} if it is of a kind that is made elsewhere, or a step comes before its time */
export async function rotate({ Step, SecretId, ClientRequestToken }: Asked, world: World): Promise<void> {
  const current = await world.current(SecretId);
  const kind = kindOf(current, SecretId);
  const pending = await world.pending(SecretId, ClientRequestToken);
  if (Step === 'createSecret') {
    if (!pending) await world.keepPending(SecretId, ClientRequestToken, kind.next(current, world.place, () => world.fresh()));
    return;
  }
  if (!pending) throw new Error(`There is no version ${ClientRequestToken} of ${SecretId}: it has not been made yet.`);
  // What sets a password answers for it, so there is nothing left to test.
  if (Step === 'setSecret') await kind.apply?.(pending, current, world);
  if (Step === 'finishSecret') {
    await world.makeCurrent(SecretId, ClientRequestToken);
    for (const service of pending.readers?.split(' ') ?? []) await world.rollOver(service);
  }
}

function kindOf({ kind }: Content, secret: string): Kind {
  const found = kinds.get(kind);
  if (!found) throw new Error(`${secret} is of kind '${kind}', which is not made here. Made here are: ${[...kinds.keys()].join(', ')}.`);
  return found;
}
