import type { Share } from '@banyan/contracts/define';

/**
 * Hints by which the instances of a host divide its lanes: each holds a lease on an even part of them. Nothing depends on
 * their being right, nor on their being there: which runner may change something, the fence of the inbox decides alone.
 * None of them waits for anything or throws.
 */
export interface LaneLeases {
  /** The part of these lanes that this instance should take now; undefined while nobody knows, so that it takes any. */
  partOf(share: Share): Share | undefined;
  /** Tells the other instances that an inbox has received something. It may be lost. @param inbox a module's name */
  announce(inbox: string): void;
  /** Is told whenever another instance has announced something for the inbox. @returns how to stop that */
  listen(inbox: string, onArrival: () => void): () => void;
  /** Lets this instance's part go to the others at once, and claims nothing for it any more. */
  close(): Promise<void>;
}

/** The part of a share for one of so many instances: all of it together, no bucket twice, none a bucket larger than needed. */
export function evenPart({ from, to }: Share, index: number, count: number): Share {
  const edge = (place: number) => from + Math.floor(((to - from) * place) / count);
  return { from: edge(index), to: edge(index + 1) };
}
