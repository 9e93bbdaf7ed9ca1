import { digestOf, type Parked } from './digest.ts';

/** What the function needs of the world. */
export interface World {
  readonly environment: string;
  readonly queues: readonly string[];
  parked(queue: string): Promise<Parked>;
  send(text: string): Promise<void>;
}

/** Tells operators what lies parked, if anything does. */
export async function tell({ environment, queues, parked, send }: World): Promise<void> {
  const digest = digestOf(environment, await Promise.all(queues.map((queue) => parked(queue))));
  if (digest !== undefined) await send(digest);
}
