import type { Backlog, InboxAdministration } from '@banyan/outbox';

/** Milliseconds for which a reading is good enough for those who watch. */
const FRESH = 1_000;

/** The inboxes of the modules that a host runs, once it has its databases. They are the same in every host that runs the module. */
export class HostInboxes {
  readonly #now: () => number;
  #byModule: ReadonlyMap<string, InboxAdministration> = new Map();
  #backlogs: { readonly at: number; readonly read: Promise<ReadonlyMap<string, Backlog>> } | undefined;

  /** @param now milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param modules by name, each with its inbox if it has one */
  open(modules: readonly (readonly [string, InboxAdministration | undefined])[]): void {
    this.#byModule = new Map(modules.flatMap(([module, inbox]) => (inbox ? [[module, inbox] as const] : [])));
  }

  /** By module; only modules that have an inbox. */
  get byModule(): ReadonlyMap<string, InboxAdministration> {
    return this.#byModule;
  }

  /** How much there is in each inbox, at most a second old; an inbox that cannot be read now is left out. */
  backlogs(): Promise<ReadonlyMap<string, Backlog>> {
    const at = this.#now();
    if (!this.#backlogs || at - this.#backlogs.at >= FRESH) this.#backlogs = { at, read: this.#read() };
    return this.#backlogs.read;
  }

  async #read(): Promise<ReadonlyMap<string, Backlog>> {
    const read = await Promise.all(
      [...this.#byModule].map(async ([module, inbox]) => {
        const backlog = await inbox.backlog().catch(() => undefined);
        return backlog ? [[module, backlog] as const] : [];
      }),
    );
    return new Map(read.flat());
  }
}
