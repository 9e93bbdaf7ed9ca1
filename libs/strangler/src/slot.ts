import type { CallContext } from '@banyan/contracts/define';
import type { Call } from './calls/conclude.ts';
import type { AddressedOperation } from './target.ts';

/** Versions of the routes that are kept for requests which entered under them. */
const KEPT = 16;

/** An operation's calls as the routes compile them, kept so that new routes reach whoever holds the API already. */
export class Slot {
  readonly addressed: AddressedOperation;
  /** The entries that can route it, nearest first. */
  readonly #entries: readonly string[];
  readonly #earlier = new Map<number, Call>();
  #version = 0;
  #call: Call;
  #callAt: (name: string) => Call | undefined = () => undefined;

  constructor(addressed: AddressedOperation, entries: readonly string[], unrouted: Call) {
    this.addressed = addressed;
    this.#entries = entries;
    this.#call = unrouted;
  }

  /**
   * Puts a call into force.
   * @param callAt the call at `local` or at a target, if it can be made there
   */
  set(version: number, call: Call, callAt: (name: string) => Call | undefined): void {
    if (this.#version > 0) this.#earlier.set(this.#version, this.#call);
    for (const old of this.#earlier.keys()) {
      if (this.#earlier.size < KEPT) break;
      this.#earlier.delete(old);
    }
    this.#version = version;
    this.#call = call;
    this.#callAt = callAt;
  }

  /** The call for a context: by the routes that its request entered under, if they are still known, else by those in force. */
  callFor(context: CallContext): Call {
    if (context.override !== undefined) return this.#overridden(context.override.routes) ?? this.#pinned(context);
    return context.routeVersion === this.#version ? this.#call : this.#pinned(context);
  }

  #pinned({ routeVersion }: CallContext): Call {
    return this.#earlier.get(routeVersion) ?? this.#call;
  }

  #overridden(routes: Readonly<Record<string, string>>): Call | undefined {
    for (const entry of this.#entries) {
      const name = routes[entry];
      if (name !== undefined) return this.#callAt(name);
    }
    return undefined;
  }
}
