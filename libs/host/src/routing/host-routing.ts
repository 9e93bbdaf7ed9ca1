import type { Routed } from '@banyan/strangler';

/** What is in force in this host, from the moment its modules are built. */
export class HostRouting {
  #routed: Routed | undefined;

  /** @throws {Error} while the host is still being built */
  get routed(): Routed {
    if (!this.#routed) throw new Error('The host has no routes yet; it asks for them once its modules are built.');
    return this.#routed;
  }

  /** The version of the routes in force; 0 while there are none. */
  get version(): number {
    return this.#routed?.table.version ?? 0;
  }

  change(routed: Routed): void {
    this.#routed = routed;
  }
}
