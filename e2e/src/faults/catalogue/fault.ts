import type { Plan } from '../history/index.ts';
import type { Chance } from '../run/chance.ts';
import type { LoadShape } from '../run/load/shape.ts';
import type { ShopKind } from '../run/shops.ts';
import type { Way } from '../run/ways.ts';
import type { World } from '../run/world.ts';

/** A fault that has taken effect. */
export interface Injected {
  /** By what is known that it did. */
  readonly evidence: string;
  /** Ends it; resolves once everything is there again that was taken away. */
  heal(): Promise<void>;
}

/** Something that is broken on purpose while a shop sells. */
export interface Fault {
  /** In the catalogue: `F27`. */
  readonly number: string;
  /** What it does, in a sentence. */
  readonly does: string;
  /** The kinds of shops that it is put into; a run's seed chooses one. */
  readonly shops: readonly [ShopKind, ...ShopKind[]];
  /** The ways of the hosts that have to lead over proxies for it. */
  readonly through?: readonly Way[];
  /** Whether the hosts have to use an SQS that keeps its promises, and may do all that it is allowed to. */
  readonly strictQueues?: true;
  /** Whether it needs a Redis that the hosts use. */
  readonly redis?: true;
  /** It breaks nothing that could have intake change its way, so that a customer's orders keep their sequence throughout. */
  readonly intakeStays?: true;
  /** What shoppers may notice of it. */
  readonly tolerated: Plan['tolerated'];
  /** Seconds that it has to last to show anything. */
  readonly lasts?: number;
  /** What is different about the shoppers. */
  readonly load?: Partial<LoadShape>;
  /** Settings of the shop. */
  readonly settings?: Readonly<Record<string, string>>;
  /** @throws {Error} if it cannot take effect; nothing is then left of it */
  inject(world: World, chance: Chance): Promise<Injected>;
}

/** A fault of the catalogue that the seed of a run has to make first. */
export interface DrawnFault extends Pick<Fault, 'number' | 'does'> {
  draw(chance: Chance): Fault;
}

/** A fault that this project or machine cannot bring about. */
export interface NotHere extends Pick<Fault, 'number' | 'does'> {
  readonly because: string;
}
