import type { Ambient } from '../ambient.ts';
import type { Call, OnDefect } from '../calls/conclude.ts';
import { remoteCall } from '../calls/remote-call.ts';
import { traced } from '../calls/traced.ts';
import type { Watch } from '../calls/watched.ts';
import type { Spans } from '../observe/spans.ts';
import type { AddressedOperation, Target } from '../target.ts';
import type { MismatchSample } from './mismatch-sample.ts';
import { createShadow, type Shadow } from './shadow.ts';
import type { ShadowOptions } from './shadow-options.ts';
import type { ShadowTally } from './shadow-tally.ts';

interface Means extends Pick<ShadowOptions, 'now' | 'random' | 'after'> {
  readonly onDefect: OnDefect;
  /** Has repeats at home run each in a context of its own; without it they run in that of the call which woke the shadow. */
  readonly ambient?: Ambient;
  /** Records a shadow's calls below the shopper's call. */
  readonly spans?: Spans;
}

/** The shadows of a process, one for each target, with what they have found. */
export class Shadows {
  readonly #means: Means;
  readonly #shadows = new Map<string, Shadow>();
  #targets: ReadonlyMap<string, Target> = new Map();
  #atHome: (addressed: AddressedOperation) => Call = notRouted;

  constructor(means: Means) {
    this.#means = means;
  }

  /** Says where calls are made from now on. */
  reach(targets: ReadonlyMap<string, Target>, atHome: (addressed: AddressedOperation) => Call): void {
    this.#targets = targets;
    this.#atHome = atHome;
  }

  /** What watches an operation's calls for a target. */
  watchOf(target: string): Pick<Watch, 'offer' | 'random'> {
    const offer: Watch['offer'] = (call) => {
      // What is asked for one comparison is not the start of another.
      if (!call.context.shadow) this.#of(target).offer(call);
    };
    return { offer, random: this.#means.random };
  }

  tallies(): ShadowTally[] {
    return [...this.#shadows.values()].flatMap((shadow) => shadow.tallies());
  }

  samples(): MismatchSample[] {
    return [...this.#shadows.values()].flatMap((shadow) => shadow.samples());
  }

  /** Drops what waits, and resolves once nothing is under way. */
  async stop(): Promise<void> {
    await Promise.all([...this.#shadows.values()].map((shadow) => shadow.stop()));
  }

  #of(target: string): Shadow {
    const known = this.#shadows.get(target);
    if (known) return known;
    const { now, onDefect } = this.#means;
    const made = createShadow({
      ...this.#means,
      target,
      atTarget: (addressed) => this.#own(addressed, target, remoteCall(addressed, this.#targets.get(target)!, { now, onDefect })),
      repeatAtHome: (addressed) => this.#own(addressed, 'home', (input, context) => this.#atHome(addressed)(input, context)),
      // A tester's override is for the tester's own calls.
      contextOf: ({ override: _, ...context }) => ({ ...context, shadow: true }),
    });
    this.#shadows.set(target, made);
    return made;
  }

  /** A call that is the shadow's own, not the shopper's. */
  #own({ address }: AddressedOperation, target: string, call: Call): Call {
    const { ambient, spans } = this.#means;
    if (!ambient) return call;
    const apart: Call = (input, context) => ambient.run(context, () => call(input, context));
    const attributes = { operation: address, target, shadow: true };
    return spans ? traced(apart, { spans, ambient }, { role: 'asks', address, name: `shadow ${address}`, attributes }) : apart;
  }
}

function notRouted(): never {
  throw new Error('There are no routes yet, so nothing can be shadowed.');
}
